import type { TimeZone } from '@smer/shared/time-zone';
import { Registers } from '../../meter/registers.ts';

const leastW = 100;
const forS = 300;
const mostSeeds = 1_000;

/** The seed of a household that imports power all the time for minutes from an instant on, or exports it while the sun shines. */
export function seedOfBusyHouse(startMs: number, zone: TimeZone): number {
  for (let seed = 1; seed <= mostSeeds; seed += 1) {
    if (isBusy(new Registers({ zone, seed, installedAtMs: startMs }), startMs / 1000)) return seed;
  }
  throw new Error(
    `none of ${mostSeeds} households imports or exports ${leastW} W at ${zone.toIso(startMs)}`,
  );
}

function isBusy(registers: Registers, startS: number): boolean {
  for (let second = 1; second <= forS; second += 1) {
    registers.advanceTo(startS + second);
    const [l1, l2, l3] = registers.powerW;
    if (Math.abs(l1 + l2 + l3) < leastW) return false;
  }
  return true;
}
