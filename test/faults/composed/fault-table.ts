import {
  type Container,
  containers,
  type Fault,
  freeze,
  kill,
  replace,
  stop,
} from './container-faults.ts';
import { cutFrom } from './cut-network.ts';

/**
 * What a fault may cost: nothing, or the telegrams that the meter sent while nobody could hear it.
 * All that was published or heard must be there afterwards.
 */
type Cost = 'nothing' | 'gap';

export interface FaultRow {
  readonly title: string;
  readonly container: Container;
  readonly fault: Fault;
  readonly durationMs: number;
  readonly cost: Cost;
  /** How soon after the fault's end a new telegram must be seen. */
  readonly backWithinMs: number;
}

/** SMER_FAULTS=long lets faults take the time that the project promises to survive; continuous integration part of it. */
export const isLong = process.env['SMER_FAULTS'] === 'long';

interface Doing {
  readonly fault: Fault;
  /** In continuous integration. */
  readonly shortS: number;
  /** By `npm run test:faults`. */
  readonly longS: number;
  readonly backWithinS: number;
}

/** What happens, for how many seconds, and how soon it must be over. */
const doings: Readonly<Record<string, Doing>> = {
  // biome-ignore-start format: a table
  'killed with -9': { fault: kill, shortS: 0, longS: 0, backWithinS: 5 },
  stopped: { fault: stop, shortS: 4, longS: 30, backWithinS: 5 },
  frozen: { fault: freeze, shortS: 10, longS: 60, backWithinS: 5 },
  replaced: { fault: replace, shortS: 0, longS: 0, backWithinS: 5 },
  away: { fault: stop, shortS: 20, longS: 300, backWithinS: 5 },
  // A lost connection is known after three pings that went unanswered, 5 s apart.
  'cut off from nats': { fault: cutFrom('nats'), shortS: 8, longS: 60, backWithinS: 15 },
  'cut off from the meter': { fault: cutFrom('meter'), shortS: 8, longS: 60, backWithinS: 2 },
  'cut off from the API': { fault: cutFrom('api'), shortS: 8, longS: 60, backWithinS: 5 },
  // biome-ignore-end format: a table
};

/** Which container goes through what, and what of the history that may cost. */
const costs: Readonly<Record<keyof typeof doings, Partial<Record<Container, Cost>>>> = {
  // biome-ignore-start format: a table
  'killed with -9': {
    nats: 'nothing',
    reader: 'gap',
    history: 'nothing',
    api: 'nothing',
    web: 'nothing',
    meter: 'gap',
  },
  stopped: { reader: 'gap', history: 'nothing', api: 'nothing', web: 'nothing', meter: 'gap' },
  frozen: {
    nats: 'nothing',
    reader: 'gap',
    history: 'nothing',
    api: 'nothing',
    web: 'nothing',
    meter: 'gap',
  },
  replaced: {
    nats: 'nothing',
    reader: 'gap',
    history: 'nothing',
    api: 'nothing',
    web: 'nothing',
    meter: 'gap',
  },
  away: { nats: 'nothing' },
  'cut off from nats': { reader: 'nothing', history: 'nothing', api: 'nothing' },
  'cut off from the meter': { reader: 'gap' },
  'cut off from the API': { web: 'nothing' },
  // biome-ignore-end format: a table
};

/** Every row of the table that has a cost, one for each container. */
export const faultRows: readonly FaultRow[] = Object.entries(doings).flatMap(
  ([what, { fault, shortS, longS, backWithinS }]) =>
    containers.flatMap((container) => {
      const cost = costs[what]?.[container];
      if (cost === undefined) return [];
      const durationMs = (isLong ? longS : shortS) * 1000;
      const time = durationMs === 0 ? '' : ` for ${durationMs / 1000} s`;
      const title = `${container} ${what}${time} costs ${cost === 'gap' ? 'a gap' : cost}`;
      return [{ title, container, fault, durationMs, cost, backWithinMs: backWithinS * 1000 }];
    }),
);
