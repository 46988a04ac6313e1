import type { LinkStatus } from '@smer/shared/link';
import type { Logger } from '@smer/shared/logger';

/** Logs when the line gets into trouble and out of it, for whoever looks there first. */
export function createTroubleLog(logger: Logger): (link: LinkStatus) => void {
  let logged: LinkStatus['trouble'];
  return ({ trouble, detail, device }) => {
    if (trouble === logged) return;
    logged = trouble;
    if (trouble === undefined) logger.info({ device }, 'line is well again');
    else logger.warn({ trouble, detail, device }, 'line in trouble');
  };
}
