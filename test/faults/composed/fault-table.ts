import { isLong } from '../../support/run-settings.ts';
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

/** What each fault may cost of the history; a dash where another row shows the same, or where the two don't talk. */
const costs = readTable(`
                          nats     reader   history  api      web      meter
  killed with -9          nothing  gap      nothing  nothing  nothing  gap
  replaced                nothing  gap      nothing  nothing  nothing  gap
  stopped                 –        gap      nothing  nothing  nothing  gap
  away                    nothing  –        –        –        –        –
  frozen                  nothing  gap      nothing  nothing  nothing  gap
  cut off from nats       –        nothing  nothing  nothing  –        –
  cut off from the meter  –        gap      –        –        –        –
  cut off from the API    –        –        –        –        nothing  –
`);

interface Doing {
  readonly fault: Fault;
  /** How long in continuous integration, and by `npm run test:faults`; none where it takes as long as it takes. */
  readonly shortS?: number;
  readonly longS?: number;
  readonly backWithinS: number;
}

const doings: Readonly<Record<string, Doing>> = {
  'killed with -9': { fault: kill, backWithinS: 5 },
  replaced: { fault: replace, backWithinS: 5 },
  stopped: { fault: stop, shortS: 2, longS: 15, backWithinS: 5 },
  away: { fault: stop, shortS: 20, longS: 300, backWithinS: 5 },
  frozen: { fault: freeze, shortS: 10, longS: 60, backWithinS: 5 },
  // A lost connection is known after three pings that went unanswered, 5 s apart.
  'cut off from nats': { fault: cutFrom('nats'), shortS: 7, longS: 40, backWithinS: 15 },
  'cut off from the meter': { fault: cutFrom('meter'), shortS: 7, longS: 40, backWithinS: 2 },
  'cut off from the API': { fault: cutFrom('api'), shortS: 7, longS: 40, backWithinS: 5 },
};

/** Every row of the table that has a cost, one for each container. */
export const faultRows: readonly FaultRow[] = costs.map(({ what, container, cost }) => {
  const doing = doings[what];
  if (!doing) throw new Error(`nothing does this to ${container}: ${what}`);
  const seconds = (isLong ? doing.longS : doing.shortS) ?? 0;
  const time = seconds === 0 ? '' : ` for ${seconds} s`;
  return {
    title: `${container} ${what}${time} costs ${cost === 'gap' ? 'a gap' : cost}`,
    container,
    fault: doing.fault,
    durationMs: seconds * 1000,
    cost,
    backWithinMs: doing.backWithinS * 1000,
  };
});

/** A container to a column and a fault to a line, in columns two spaces or more apart. */
function readTable(text: string) {
  const [, ...lines] = text.trim().split('\n');
  return lines.flatMap((line) => {
    const [what = '', ...cells] = line.trim().split(/ {2,}/);
    return containers.flatMap((container, column) => {
      const cost = cells[column];
      return cost === 'nothing' || cost === 'gap' ? [{ what, container, cost } as const] : [];
    });
  });
}
