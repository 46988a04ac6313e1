import type { Uptime } from '@smer/shared/clock';
import type { LinkStatus } from '@smer/shared/link';
import type { Logger } from '@smer/shared/logger';

/** A line that is well every other moment would else fill the log. */
const quietMs = 10 * 60_000;

/**
 * Logs when the line gets into trouble and out of it, each once in ten minutes at most. To be told
 * now and then as well, not at changes only: what came too soon to be logged may stay.
 */
export function createTroubleLog(logger: Logger, uptime: Uptime): (link: LinkStatus) => void {
  const loggedAt = new Map<LinkStatus['trouble'], number>();
  let current: LinkStatus['trouble'];
  return ({ trouble, detail, device }) => {
    if (trouble === current) return;
    const now = uptime();
    if (now - (loggedAt.get(trouble) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    current = trouble;
    loggedAt.set(trouble, now);
    if (trouble === undefined) logger.info({ device }, 'line is well again');
    else logger.warn({ trouble, detail, device }, 'line in trouble');
  };
}
