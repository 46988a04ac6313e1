import { setTimeout as pause } from 'node:timers/promises';
import { isLong } from '../../support/run-settings.ts';
import type { FastMeter } from './fast-meter.ts';
import type { FaultRow } from './fault-table.ts';
import { speed } from './start-twins.ts';

interface LineFault {
  /** What the meter is told, given for how many seconds of real time, in which it sends so many telegrams. */
  readonly command: (seconds: number, telegrams: number) => string;
  readonly shortS: number;
  readonly longS: number;
  readonly cost: FaultRow['cost'];
}

/** What the peer of a TCP line does, to all who listen. A telegram that it spoils was never sent. */
const lineFaults: Readonly<Record<string, LineFault>> = {
  'hangs up': {
    command: (seconds) => `/hang-up?seconds=${seconds}`,
    shortS: 5,
    longS: 60,
    cost: 'gap',
  },
  'says nothing': {
    command: (_, telegrams) => `/stall?seconds=${telegrams}`,
    shortS: 7,
    longS: 60,
    cost: 'gap',
  },
  'sends garbage among its telegrams': {
    command: (_, telegrams) => `/garbage?telegrams=${telegrams}&bytes=2000`,
    shortS: 4,
    longS: 60,
    cost: 'nothing',
  },
  'sends nothing but garbage': {
    command: (_, telegrams) => `/noise?telegrams=${telegrams}&bytes=2000`,
    shortS: 4,
    longS: 60,
    cost: 'nothing',
  },
  'sends each telegram twice, and the one before again': {
    command: (_, telegrams) => `/repeat?telegrams=${telegrams}`,
    shortS: 4,
    longS: 20,
    cost: 'nothing',
  },
  'sends endless lines among them': {
    command: (_, telegrams) => `/garbage?telegrams=${telegrams}&bytes=20000`,
    shortS: 2,
    longS: 20,
    cost: 'nothing',
  },
  'sends NUL among them': {
    command: (_, telegrams) => `/nul?telegrams=${telegrams}&bytes=500`,
    shortS: 2,
    longS: 20,
    cost: 'nothing',
  },
  'flips a bit in each': {
    command: (_, telegrams) => `/corrupt?telegrams=${telegrams}&what=bit`,
    shortS: 3,
    longS: 20,
    cost: 'nothing',
  },
  'cuts each short': {
    command: (_, telegrams) => `/cut?telegrams=${telegrams}`,
    shortS: 3,
    longS: 20,
    cost: 'nothing',
  },
};

interface LineRowOptions {
  /** How many times faster than real time the meter lives, a telegram a second. */
  readonly meterSpeed?: number;
  /** How long each lasts, where not as long as the table says. */
  readonly lengthS?: number;
}

/** The rows of the fault table that the meter makes itself. */
export const lineRows = (
  meter: () => FastMeter,
  { meterSpeed = speed, lengthS }: LineRowOptions = {},
): readonly FaultRow[] =>
  Object.entries(lineFaults).map(([what, { command, shortS, longS, cost }]) => {
    const seconds = lengthS ?? (isLong ? longS : shortS);
    return {
      title: `a meter that ${what} for ${seconds} s costs ${cost === 'gap' ? 'a gap' : cost}`,
      container: 'meter',
      fault: async (_system, _container, durationMs) => {
        await meter().command(command(seconds, seconds * meterSpeed));
        await pause(durationMs);
      },
      durationMs: seconds * 1000,
      cost,
      backWithinMs: 2_000,
    };
  });
