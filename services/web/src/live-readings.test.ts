import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { Reading } from '@smer/shared/reading';
import { ApiProblem } from './api-client.ts';
import { type LiveMode, LiveReadings } from './live-readings.ts';

/** An event source of ours that says what a test lets it say. */
class FakeEvents extends EventTarget {
  readyState = 1;
  onmessage: ((event: MessageEvent<string>) => void) | null = null;

  say(reading: Partial<Reading>): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(reading) }));
  }

  close(): void {
    this.readyState = 2;
  }
}

const timestampsOf = (readings: readonly Reading[]) => readings.map(({ timestamp }) => timestamp);
const settled = () => new Promise((resolve) => setImmediate(resolve));

function follow(current: () => Promise<{ reading: Reading; ageS: number }>) {
  const opened: FakeEvents[] = [];
  const readings: Reading[] = [];
  const modes: LiveMode[] = [];
  const live = new LiveReadings({
    api: { current },
    openEvents: () => {
      opened.push(new FakeEvents());
      return opened.at(-1) as unknown as EventSource;
    },
    clock: () => Date.now(),
    onReading: (reading) => readings.push(reading),
    onLink: () => undefined,
    onMode: (mode) => modes.push(mode),
  });
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      mock.timers.tick(1000);
      await settled();
    }
  };
  return { live, opened, readings, modes, pass };
}

const answer = (timestamp: number) => async () => ({
  reading: { timestamp } as Reading,
  ageS: 0,
});
const refusing = (problem: ApiProblem) => () => Promise.reject(problem);

describe('LiveReadings', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setInterval', 'Date'], now: 1_000_000 }));
  afterEach(() => mock.timers.reset());

  it('shows the current reading before any event', async () => {
    const { live, readings } = follow(answer(5));
    void live.start();
    await settled();
    assert.deepEqual(timestampsOf(readings), [5]);
    live.stop();
  });

  it('shows each event once', async () => {
    const { live, opened, readings } = follow(answer(5));
    void live.start();
    await settled();
    for (const timestamp of [6, 6, 7]) opened[0]?.say({ timestamp });
    assert.deepEqual(timestampsOf(readings), [5, 6, 7]);
    live.stop();
  });

  it('follows a meter whose clock goes back', async () => {
    const { live, opened, readings } = follow(answer(5));
    void live.start();
    await settled();
    for (const timestamp of [9000, 100]) opened[0]?.say({ timestamp });
    assert.deepEqual(timestampsOf(readings), [5, 9000, 100]);
    live.stop();
  });

  it('ignores an answer that an event has overtaken', async () => {
    const { live, opened, readings } = follow(answer(5));
    void live.start();
    opened[0]?.say({ timestamp: 6 });
    await settled();
    assert.deepEqual(timestampsOf(readings), [6]);
    live.stop();
  });

  it('asks instead while events are silent', async () => {
    let now = 5;
    const { live, readings, modes, pass } = follow(async () => answer(now++)());
    void live.start();
    await pass(30);
    assert.equal(modes.at(-1), 'polling');
    assert.ok(readings.length >= 5, `${readings.length}`);
    live.stop();
  });

  it('does not ask while events come', async () => {
    let asked = 0;
    const { live, opened, pass } = follow(async () => {
      asked += 1;
      return answer(1)();
    });
    void live.start();
    for (let second = 10; second < 70; second += 1) {
      opened[0]?.say({ timestamp: second });
      await pass(1);
    }
    assert.equal(asked, 1);
    live.stop();
  });

  it('opens events again after the browser has given them up', async () => {
    const { live, opened, pass } = follow(answer(5));
    void live.start();
    opened[0]?.close();
    await pass(20);
    assert.ok(opened.length > 1);
    live.stop();
  });

  it('opens events again that have died in silence while asking brings readings', async () => {
    const tenthSecond = () => Math.floor(Date.now() / 10_000) * 10;
    const { live, opened, modes, pass } = follow(async () => answer(tenthSecond())());
    void live.start();
    await settled();
    opened[0]?.say({ timestamp: tenthSecond() });
    await pass(90);
    assert.equal(opened.length, 2);
    assert.equal(opened[0]?.readyState, 2);
    opened[1]?.say({ timestamp: tenthSecond() });
    assert.equal(modes.at(-1), 'events');
    live.stop();
  });

  it('does not open events again while the meter itself is silent', async () => {
    const { live, opened, pass } = follow(answer(5));
    void live.start();
    await pass(600);
    assert.equal(opened.length, 1);
    live.stop();
  });

  it('does not open events again for want of readings that are too old for events', async () => {
    const tenthSecond = () => Math.floor(Date.now() / 10_000) * 10;
    const { live, opened, pass } = follow(async () => ({
      ...(await answer(tenthSecond())()),
      ageS: 600,
    }));
    void live.start();
    await pass(300);
    assert.equal(opened.length, 1);
    live.stop();
  });

  it('does not open events again that bring all there is, seldom as it may be', async () => {
    let now = 5;
    const { live, opened, pass } = follow(async () => answer(now)());
    void live.start();
    for (let count = 0; count < 10; count += 1) {
      await pass(60);
      now += 60;
      opened[0]?.say({ timestamp: now });
    }
    assert.equal(opened.length, 1);
    live.stop();
  });

  it('tells a system without readings from one that cannot be reached', async () => {
    for (const [problem, mode] of [
      [new ApiProblem(503, 'NO_TELEGRAM_YET'), 'polling'],
      [new ApiProblem(503), 'offline'],
      [new ApiProblem(0), 'offline'],
    ] as const) {
      const { live, modes, pass } = follow(refusing(problem));
      void live.start();
      await pass(20);
      assert.equal(modes.at(-1), mode);
      live.stop();
    }
  });

  it('is quiet once stopped', async () => {
    const { live, opened, readings, pass } = follow(answer(5));
    void live.start();
    live.stop();
    opened[0]?.say({ timestamp: 9 });
    await pass(30);
    assert.deepEqual(readings, []);
    assert.equal(opened[0]?.readyState, 2);
  });
});
