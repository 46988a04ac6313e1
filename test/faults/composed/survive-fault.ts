import { slotS } from '@smer/shared/slot';
import { getHealth, waitForTelegramAfter } from '../../containers/read-api.ts';
import { waitFor } from '../../support/wait-for.ts';
import { waitUntilSameSoFar } from './compare-twins.ts';
import { type Container, containers, livesOf } from './container-faults.ts';
import type { FaultRow } from './fault-table.ts';
import type { Span } from './find-difference.ts';
import type { Twins } from './start-twins.ts';

export interface Aftermath {
  /** From the fault's beginning until all was well, by the meter's clock. */
  readonly span: Span;
  /** From the fault's end until a telegram that was sent after it can be seen, in real time. */
  readonly backAfterMs: number;
  /** From the fault's end until the history has all that its twin has, in real time. */
  readonly sameAfterMs: number;
  /** Containers that nobody touched, and that run anew all the same. */
  readonly restarted: readonly Container[];
}

/** Lets a fault happen to one of the twins and waits until that is whole again. Throws where it doesn't become so. */
export async function surviveFault(
  twins: Twins,
  { container, fault, durationMs, cost }: FaultRow,
): Promise<Aftermath> {
  const { disturbed, undisturbed, meter, gaps } = twins;
  const others = containers.filter((other) => other !== container);
  const lives = await livesOf(disturbed, ...others);
  const startedS = meter.nowS();
  await fault(disturbed, container, durationMs);
  const end = performance.now();
  const { timestamp } = await waitForTelegramAfter(disturbed, meter.nowS());
  const backAfterMs = performance.now() - end;
  // Where the meter was away, its twin may have found it later.
  const twin = await waitForTelegramAfter({ url: undisturbed.apiUrl }, timestamp - slotS);
  if (cost === 'gap') gaps.push({ fromS: startedS, toS: Math.max(timestamp, twin.timestamp) });
  await waitUntilWhole(twins);
  const span = { fromS: startedS, toS: timestamp + slotS };
  await waitUntilSameSoFar(twins, span.toS);
  const sameAfterMs = performance.now() - end;
  const livesNow = new Set(await livesOf(disturbed, ...others));
  const restarted = others.filter((other) =>
    lives.some((life) => life.includes(`-${other}-`) && !livesNow.has(life)),
  );
  return { span, backAfterMs, sameAfterMs, restarted };
}

/** The meter's time is not that of the clock on the wall, so its readings look old. */
const expected = new Set(['stale']);

const waitUntilWhole = ({ disturbed }: Twins) =>
  waitFor(
    'the system to be whole again',
    async () => {
      const { problems } = await getHealth(disturbed);
      const unexpected = problems.filter(({ code }) => !expected.has(code));
      if (unexpected.length > 0) throw new Error(unexpected.map(({ code }) => code).join());
      return true;
    },
    { timeoutMs: 30_000 },
  );
