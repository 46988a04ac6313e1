import type { TimeZone } from '@smer/shared/time-zone';

const dayS = 86_400;
const stepsS = [
  ...[10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200],
  ...[1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650].map((days) => days * dayS),
];

/** Where to put marks on a time axis, and the step between them, in seconds. */
export interface TimeTicks {
  readonly stepS: number;
  readonly ticksS: readonly number[];
}

/** At most `most` marks at round local times of [fromS, toS]; nights of the clock change included. */
export function timeTicks(
  { fromS, toS }: { fromS: number; toS: number },
  most: number,
  zone: TimeZone,
): TimeTicks {
  const stepS = stepsS.find((step) => (toS - fromS) / step <= most) ?? toS - fromS;
  const ticksS: number[] = [];
  for (let wallS = firstWallS(fromS, stepS, zone); ; wallS += stepS) {
    const tickS = instantOfWall(wallS, zone);
    if (tickS > toS) return { stepS, ticksS };
    if (tickS >= fromS && tickS > (ticksS.at(-1) ?? -1)) ticksS.push(tickS);
  }
}

export const isDayStep = (stepS: number): boolean => stepS >= dayS;

/** A day of the month alone would not tell of what year it is. */
export const isLongStep = (stepS: number): boolean => stepS >= 30 * dayS;

/** Is it midnight in the zone? */
export const isMidnight = (instantS: number, zone: TimeZone): boolean => {
  const { hour, minute, second } = zone.toLocal(instantS * 1000);
  return hour === 0 && minute === 0 && second === 0;
};

const offsetS = (instantS: number, zone: TimeZone) => zone.offsetMs(instantS * 1000) / 1000;

const firstWallS = (fromS: number, stepS: number, zone: TimeZone) =>
  Math.floor((fromS + offsetS(fromS, zone)) / stepS) * stepS;

function instantOfWall(wallS: number, zone: TimeZone): number {
  const guessS = wallS - offsetS(wallS, zone);
  return wallS - offsetS(guessS, zone);
}
