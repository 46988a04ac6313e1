import { type ComposedSystem, startComposed } from '../../containers/start-composed.ts';
import { type StartedSystem, startSystem } from '../../support/start-system.ts';
import { waitFor } from '../../support/wait-for.ts';
import { describeFastMeter, type FastMeter } from './fast-meter.ts';
import type { Span } from './find-difference.ts';
import { takePrograms } from './take-programs.ts';

/** The meter lives this many times faster, so that a fault of a second costs two slots. */
export const speed = 20;

export interface Twins extends AsyncDisposable {
  readonly meter: FastMeter;
  /** SMER in its containers; the meter is one of them. */
  readonly disturbed: ComposedSystem;
  /** The same services as processes with a bus of their own, which nobody touches, listening to the same meter. */
  readonly undisturbed: StartedSystem;
  /** When both were first seen to hear the meter; epoch seconds of its clock. */
  readonly sinceS: number;
  /** What the disturbed one could not hear, so far. */
  readonly gaps: Span[];
}

export interface TwinOptions {
  readonly meterSpeed?: number;
  /** When the meter begins its life; at a local midnight unless given. */
  readonly meterStart?: string;
  /** Which household has it. */
  readonly meterSeed?: number;
  /** Settings of both. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is different for the disturbed one: compose files, and what these need of the environment. */
  readonly overrides?: readonly string[];
  readonly overrideEnv?: Readonly<Record<string, string>>;
}

/** Each would else take the zone of its own surroundings. */
const zone = { TZ: 'Europe/Amsterdam' };
const byMeterClock = { P1_CLOCK: 'meter', HISTORY_CHECKPOINT_MINUTES: '1' };

/** Starts both, and waits until both hear the meter. */
export async function startTwins(options: TwinOptions = {}): Promise<Twins> {
  await using started = new AsyncDisposableStack();
  const { meterSpeed = speed, meterStart = '2026-03-28T23:00:00Z', env = byMeterClock } = options;
  const meter = await describeFastMeter(meterSpeed, meterStart, options.meterSeed);
  const disturbed = started.use(
    await startComposed({
      env: { ...zone, ...env, ...meter.env, ...options.overrideEnv },
      overrides: [meter.override, ...(options.overrides ?? [])],
    }),
  );
  const { programs } = started.use(await takePrograms(disturbed));
  const undisturbed = started.use(
    await startSystem({ source: meter.source, env: { ...zone, ...env }, programs }),
  );
  for (const url of [disturbed.url, undisturbed.apiUrl]) {
    await waitFor('a telegram', async () => (await fetch(`${url}/api/current`)).ok, {
      timeoutMs: 60_000,
    });
  }
  const parts = started.move();
  return {
    meter,
    disturbed,
    undisturbed,
    sinceS: meter.nowS(),
    gaps: [],
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
