import type { LinkStatus } from '@smer/shared/link';

/** Whether two states of the line differ in more than what counts up with every telegram. */
export const isLinkChange = (before: LinkStatus | undefined, after: LinkStatus): boolean =>
  before === undefined || steadyPart(before) !== steadyPart(after);

function steadyPart(link: LinkStatus): string {
  const { bytes, telegrams, rejected, lineWarnings, lastTelegramAt, ...steady } = link;
  return JSON.stringify(steady, Object.keys(steady).sort());
}
