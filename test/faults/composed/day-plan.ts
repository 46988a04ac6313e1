import { createRandom, type Random } from '../../meter/random.ts';
import { isLong } from '../../support/run-settings.ts';
import type { Container } from './container-faults.ts';
import type { FaultRow } from './fault-table.ts';

/** The meter lives this many times faster: a fault of four seconds costs ten minutes of readings. */
export const daySpeed = 150;

/** Hours that the meter lives through in all, and those of them before the first fault. */
export const hours = isLong ? 24 : 4;
export const calmHours = isLong ? 1 : 0.5;

/** Seconds without a telegram before memory is measured, in real time. */
export const restS = isLong ? 15 : 6;

/** In real time. */
const longestPauseMs = 3_000;
const shortestFaultMs = 500;
const longestFaultMs = 8_000;

/** The share of faults that come by twos. */
const doubles = 1 / 4;

export interface PlannedFault {
  /** What happens to what, without the time it takes and what it costs. */
  readonly name: string;
  readonly row: FaultRow;
  /** Those that something happens to. */
  readonly hit: readonly Container[];
  readonly pauseMs: number;
}

/** What can happen: to containers, on the line, to the machine that they run on. */
export interface FaultRows {
  readonly containers: readonly FaultRow[];
  readonly line: readonly FaultRow[];
  readonly machine: readonly FaultRow[];
}

/**
 * Faults without end, the same for the same seed: all there are in a random order, then in another;
 * some by twos. What happens to containers takes a random time, all else its own.
 */
export function* planFaults(
  { containers, line, machine }: FaultRows,
  seed: number,
): Generator<PlannedFault> {
  const random = createRandom(seed);
  for (;;) {
    const timed = containers.map((row) => ({ ...row, durationMs: randomLength(random) }));
    for (const row of shuffled([...timed, ...line, ...machine], random)) {
      const partners = random() < doubles ? timed.filter((other) => mayCoincide(row, other)) : [];
      const [other] = shuffled(partners, random);
      const pauseMs = random() * longestPauseMs;
      yield { ...(other ? atOnce(row, other) : alone(row)), pauseMs };
    }
  }
}

type Happening = Omit<PlannedFault, 'pauseMs'>;

const alone = (row: FaultRow): Happening => ({ name: nameOf(row), row, hit: [row.container] });

function atOnce(one: FaultRow, other: FaultRow): Happening {
  const rows = [one, other];
  const row: FaultRow = {
    ...one,
    cost: one.cost === 'gap' ? 'gap' : other.cost,
    durationMs: Math.max(one.durationMs, other.durationMs),
    fault: async (system) => {
      await Promise.all(rows.map((each) => each.fault(system, each.container, each.durationMs)));
    },
  };
  return { name: rows.map(nameOf).join(', '), row, hit: rows.map(({ container }) => container) };
}

/**
 * The reader and history may not go together: what neither has on disk is gone, as in a power cut.
 * What is being replaced can't be cut off or told anything.
 */
function mayCoincide(one: FaultRow, other: FaultRow): boolean {
  const hit = new Set([one.container, other.container]);
  const lasts = [one, other].every(({ title }) => /stopped|frozen|killed|meter that/.test(title));
  return lasts && hit.size === 2 && !(hit.has('reader') && hit.has('history'));
}

const nameOf = ({ title }: FaultRow) => title.replace(/ (for|costs) .*/, '');

const randomLength = (random: Random) =>
  shortestFaultMs + random() * (longestFaultMs - shortestFaultMs);

const shuffled = <T>(items: readonly T[], random: Random): T[] =>
  items
    .map((item) => ({ item, order: random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
