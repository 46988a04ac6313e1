import type { Reading } from '@smer/shared/reading';
import { readQuantity } from './cosem-value.ts';
import { type ClockRules, readTimestamp } from './p1-timestamp.ts';
import type { Span } from './span.ts';
import { unitOf } from './unit.ts';

type FailureLog = NonNullable<Reading['powerFailureLog']>;

/** What a meter says of a failure whose start it never knew: its clock was not set. */
const unknownDurationS = 2_147_483_647;
const headerGroups = 2;
const seconds = unitOf('s');

/**
 * Reads the log of long power failures, `(1)(0-0:96.7.19)(101208152415W)(0000000240*s)`: the end
 * of each and how long it lasted (DSMR 5.0.2 P1, 6.12). The count in front is often wrong, so the
 * pairs that are there count. Undefined where the groups are no such log.
 */
export function readPowerFailureLog(
  groups: readonly Span[],
  rules: ClockRules,
): FailureLog | undefined {
  const log: FailureLog = [];
  for (let at = headerGroups; at < groups.length; at += 2) {
    const time = groups[at];
    const lasted = groups[at + 1];
    const durationS = lasted && seconds && readQuantity(lasted, seconds);
    if (time === undefined || durationS === undefined) return undefined;
    const failure: FailureLog[number] = {};
    const endedAt = readTimestamp(time, rules);
    if (endedAt !== undefined) failure.endedAt = endedAt;
    if (durationS !== unknownDurationS) failure.durationS = durationS;
    log.push(failure);
  }
  return log;
}
