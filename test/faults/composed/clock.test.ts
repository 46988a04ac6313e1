import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TimestampSource } from '@smer/shared/reading';
import { slotOf, slotS } from '@smer/shared/slot';
import { createTimeZone } from '@smer/shared/time-zone';
import { getJson } from '../../support/get-json.ts';
import { waitFor } from '../../support/wait-for.ts';
import { seedOfBusyHouse } from './busy-house.ts';
import { waitUntilSameSoFar } from './compare-twins.ts';
import { containers, livesOf } from './container-faults.ts';
import { type FakeClock, makeFakeClock } from './fake-clock.ts';
import { startTwins, type Twins } from './start-twins.ts';

interface Current {
  readonly timestamp: number;
  readonly timestampSource: TimestampSource;
  readonly meterTime: number;
  readonly receivedAt: number;
}

/** Both directions count: a house with solar panels has hours in which it imports nothing. */
const registers = [
  'energyImportedT1Wh',
  'energyImportedT2Wh',
  'energyExportedT1Wh',
  'energyExportedT2Wh',
] as const;
type Registers = Readonly<Partial<Record<(typeof registers)[number], number>>>;

/** Enough for one slot to pass whole. */
const whileS = 2 * slotS;

/** From seeing a reading to asking what it says about the clock. */
const toleranceMs = 4_000;

describe('clocks that are set under a running meter', () => {
  let clock: FakeClock;
  let twins: Twins;
  let lives: string[];

  const livesOfAll = () => livesOf(twins.disturbed, ...containers);

  before(async () => {
    clock = await makeFakeClock();
    const startMs = Math.floor(Date.now() / 1000) * 1000;
    twins = await startTwins({
      meterSpeed: 1,
      meterStart: new Date(startMs).toISOString(),
      meterSeed: seedOfBusyHouse(startMs, createTimeZone('Europe/Amsterdam')),
      env: { HISTORY_CHECKPOINT_MINUTES: '1' },
      overrides: [clock.override],
      overrideEnv: clock.env,
    });
    lives = await livesOfAll();
  });
  after(async () => {
    await twins?.[Symbol.asyncDispose]();
    await clock?.[Symbol.asyncDispose]();
  });

  const current = async () =>
    (await (await fetch(`${twins.disturbed.url}/api/current`)).json()) as Current;

  const waitForCurrent = (what: string, is: (reading: Current) => boolean) =>
    waitFor(
      what,
      async () => {
        const reading = await current();
        return is(reading) && reading;
      },
      { timeoutMs: 40_000 },
    );

  /** The services know the time that was set. */
  const setClock = async (offsetS: number) => {
    await clock.set(offsetS);
    await waitForCurrent('the clock to be taken over', ({ receivedAt }) => {
      return Math.abs(receivedAt - Date.now() - offsetS * 1000) < toleranceMs;
    });
  };

  const letPass = (seconds: number) => {
    const untilS = twins.meter.nowS() + seconds;
    return waitForCurrent('time to pass', ({ timestamp }) => timestamp >= untilS);
  };

  for (const offsetS of [240, -240]) {
    test(`keeps the meter's time while the machine's clock is ${offsetS} s off`, async () => {
      await setClock(offsetS);
      const { timestampSource } = await letPass(whileS);
      await setClock(0);
      assert.equal(timestampSource, 'meter');
      await waitUntilSameSoFar(twins);
    });
  }

  for (const offsetS of [7200, -7200, 400 * 86_400]) {
    test(`says whose time it is while the machine's clock is ${offsetS} s off, and comes back`, async () => {
      const fromS = twins.meter.nowS();
      await setClock(offsetS);
      const { timestampSource } = await current();
      await setClock(0);
      const { timestamp } = await letPass(1);
      twins.gaps.push({ fromS, toS: timestamp });
      await letPass(slotS);
      assert.equal(timestampSource, 'reception');
      await waitUntilSameSoFar(twins);
    });
  }

  test('follows a meter whose clock is 240 s off, and comes back', async () => {
    const setAtS = twins.meter.nowS();
    await twins.meter.command('/clock?offset=240');
    await letPass(240 + whileS);
    await twins.meter.command('/clock?offset=0');
    await waitUntilSameSoFar(twins, setAtS + 240 + slotS);
    await waitForCurrent('the true time', ({ timestamp }) => timestamp < twins.meter.nowS() + 5);
  });

  test('keeps its own time while the meter’s clock is 7200 s off', async () => {
    await letPass(slotS);
    const fromS = twins.meter.nowS();
    await twins.meter.command('/clock?offset=7200');
    await waitForCurrent('the reading', ({ timestampSource }) => timestampSource === 'reception');
    await letPass(whileS);
    await twins.meter.command('/clock?offset=0');
    const { timestamp } = await letPass(1);
    const slots = await slotsOf(twins.disturbed.url, fromS, timestamp);
    assert.equal(slots.size, slotOf(timestamp) - slotOf(fromS));
  });

  test('has counted all energy, and none twice', async () => {
    const { disturbed, undisturbed, sinceS, meter } = twins;
    const fromS = sinceS - 600;
    const [ours, theirs] = await Promise.all(
      [disturbed.url, undisturbed.apiUrl].map(async (url) => ({
        first: await firstShown(url, fromS),
        counted: await countedFrom(url, fromS, meter.nowS() + 401 * 86_400),
      })),
    );
    assert.ok(ours && theirs && theirs.counted > 0);
    // The disturbed one was started first, and so heard more.
    assert.equal(ours.first + ours.counted, theirs.first + theirs.counted);
  });

  test('started nothing anew', async () => {
    assert.deepEqual(await livesOfAll(), lives);
  });
});

/** The slots of which there is a sample from one instant to the other; epoch seconds. */
async function slotsOf(url: string, fromS: number, toS: number): Promise<Set<number>> {
  const [from, to] = [fromS, toS].map((at) => slotOf(at) * slotS);
  const answer = await fetch(`${url}/api/history?from=${from}&to=${to}`);
  const { readings } = (await answer.json()) as { readings: { timestamp: number }[] };
  return new Set(readings.map(({ timestamp }) => slotOf(timestamp)));
}

const sumOf = (all: readonly Registers[]): number =>
  all.flatMap((each) => registers.map((name) => each[name] ?? 0)).reduce((a, b) => a + b, 0);

/** What the registers showed, taken together, when the meter was first heard since an instant, Wh. */
async function firstShown(url: string, fromS: number): Promise<number> {
  const query = `from=${fromS}&fields=${registers.join()}`;
  const { readings } = await getJson<{ readings: Registers[] }>(`${url}/api/history?${query}`);
  return sumOf(readings.slice(0, 1));
}

/** What they counted in the days from one instant to the other, taken together, Wh. */
async function countedFrom(url: string, fromS: number, toS: number): Promise<number> {
  const query = `period=day&from=${fromS}&to=${toS}`;
  const { buckets } = await getJson<{ buckets: Registers[] }>(`${url}/api/energy?${query}`);
  return sumOf(buckets);
}
