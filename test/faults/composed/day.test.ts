import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { waitForTelegramAfter } from '../../containers/read-api.ts';
import { seed } from '../../support/run-settings.ts';
import { compareEnergy, compareWithMeter, waitUntilSameSoFar } from './compare-twins.ts';
import type { Container } from './container-faults.ts';
import { calmHours, daySpeed, hours, type PlannedFault, planFaults, restS } from './day-plan.ts';
import { type FakeClock, makeFakeClock } from './fake-clock.ts';
import { faultRows } from './fault-table.ts';
import { lineRows } from './line-rows.ts';
import { machineRows } from './machine-rows.ts';
import { measureLogs } from './measure-logs.ts';
import { type Memory, measureMemory, twinSuffix } from './measure-memory.ts';
import { startTwins, type Twins } from './start-twins.ts';
import { surviveFault } from './survive-fault.ts';

const smallDisk = fileURLToPath(new URL('small-disk.yml', import.meta.url));
const hourS = 3600;
const lineFaultS = 3;
/** In real time. */
const firstSamplesMs = 500;
/** What V8 compiles for those who ask a lot it has compiled by then; the compiler leaves holes in the heap. */
const warmAfterAnswers = 300;
const maxGrowthMiB = 10;
/** Half of what the engine is told to keep of each container. */
const maxLogBytes = 2 * 1024 * 1024;

describe(`${hours} simulated hours with random faults (seed ${seed})`, () => {
  let twins: Twins;
  let warm: Memory;
  /** When the faults are over; however long it takes to get warm, they have their time. */
  let lastHour: number;
  let clock: FakeClock;
  /** Those to whom something has happened. */
  const hitOnce = new Set<Container>();
  /** Bytes that were written by containers which others have replaced. */
  const logsGone = new Map<Container, number>();

  before(async () => {
    clock = await makeFakeClock();
    twins = await startTwins({
      meterSpeed: daySpeed,
      overrides: [smallDisk, clock.override],
      overrideEnv: clock.env,
    });
  });
  after(async () => {
    await twins?.[Symbol.asyncDispose]();
    await clock?.[Symbol.asyncDispose]();
  });

  const livedHours = () => (twins.meter.nowS() - twins.sinceS) / hourS;

  /** At rest: a process that is busy leaves its garbage for later. */
  async function measureAtRest(): Promise<Memory> {
    await twins.meter.command(`/stall?seconds=${restS * daySpeed}`);
    await pause((restS - 2) * 1000);
    const memory = await measureMemory(twins);
    const { disturbed, meter } = twins;
    await waitForTelegramAfter(disturbed, meter.nowS());
    return memory;
  }

  async function answerAtLength(answers: number): Promise<void> {
    for (let count = 0; count < answers; count += 1) {
      await waitUntilSameSoFar(twins);
    }
  }

  /**
   * What it held when it was warm. One that may have been started anew has the more of the service's
   * two processes: what warm ones of one program hold differs by some MiB.
   */
  function warmMiB(name: string): number {
    const held = warm.get(name) ?? 0;
    if (!hitOnce.has(name as Container)) return held;
    return Math.max(held, warm.get(`${name}${twinSuffix}`) ?? 0);
  }

  async function rememberLogs(hit: readonly Container[]): Promise<void> {
    for (const [container, bytes] of await measureLogs(twins.disturbed)) {
      if (hit.includes(container)) {
        logsGone.set(container, (logsGone.get(container) ?? 0) + bytes);
      }
    }
  }

  async function survive({ row, name, hit, pauseMs }: PlannedFault, context: TestContext) {
    const at = livedHours().toFixed(1);
    if (/replaced/.test(name)) await rememberLogs(hit);
    for (const container of hit) hitOnce.add(container);
    const { span, backAfterMs, sameAfterMs, restarted } = await surviveFault(twins, row);
    const [lasted, back, same] = [row.durationMs, backAfterMs, sameAfterMs].map((ms) =>
      (ms / 1000).toFixed(1),
    );
    context.diagnostic(
      `hour ${at}: ${name} for ${lasted} s; reading after ${back} s, the same after ${same} s`,
    );
    const others = restarted.filter((container) => !hit.includes(container));
    assert.deepEqual(others, [], `${name}: nobody else was started anew`);
    // A meter that was started anew has forgotten what it sent.
    if (!hit.includes('meter')) assert.equal(await compareWithMeter(twins, span), undefined);
    await pause(pauseMs);
  }

  test('answers at length, undisturbed, until it is warm', async () => {
    await pause(firstSamplesMs);
    await answerAtLength(warmAfterAnswers);
    while (livedHours() < calmHours) await answerAtLength(1);
    warm = await measureAtRest();
    lastHour = livedHours() + hours - calmHours;
  });

  test('has after each fault what its undisturbed twin has', async (context) => {
    const rows = {
      containers: faultRows,
      line: lineRows(() => twins.meter, { meterSpeed: daySpeed, lengthS: lineFaultS }),
      machine: machineRows(clock),
    };
    let faults = 0;
    for (const fault of planFaults(rows, seed)) {
      if (livedHours() >= lastHour) break;
      await survive(fault, context);
      faults += 1;
    }
    const lostS = twins.gaps.reduce((sum, { fromS, toS }) => sum + toS - fromS, 0);
    const livedH = livedHours();
    const lostH = lostS / hourS;
    context.diagnostic(
      `${faults} faults in ${livedH.toFixed(1)} h; nobody could hear the meter for ${lostH.toFixed(1)} h`,
    );
    assert.ok(faults > livedH, `${faults} faults`);
    assert.ok(lostH < livedH / 2, `nobody could hear the meter for ${lostH} h`);
  });

  test('has the samples of its twin at the end, save what nobody could hear', () =>
    waitUntilSameSoFar(twins));

  test('has the energy of its twin', async () => {
    assert.equal(await compareEnergy(twins), undefined);
  });

  test(`has grown by less than ${maxGrowthMiB} MiB since it was warm`, async (context) => {
    // Who was started anew is to be as warm.
    await answerAtLength(warmAfterAnswers);
    const now = await measureAtRest();
    for (const [name, held] of now) {
      const was = warm.get(name) ?? 0;
      context.diagnostic(`${name}: ${was.toFixed(1)} MiB, then ${held.toFixed(1)} MiB`);
    }
    const grown = [...now].filter(([name, held]) => held - warmMiB(name) >= maxGrowthMiB);
    assert.deepEqual(grown, []);
  });

  test('has written logs of no more than the engine keeps', async (context) => {
    for (const [container, kept] of await measureLogs(twins.disturbed)) {
      const bytes = kept + (logsGone.get(container) ?? 0);
      context.diagnostic(`${container}: ${(bytes / 1024).toFixed(1)} KiB of logs`);
      assert.ok(bytes < maxLogBytes, `${container} wrote ${bytes} bytes`);
    }
  });
});
