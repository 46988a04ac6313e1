import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SequenceTracker } from './sequence-tracker.ts';

/** A reader that keeps all it published, under the boot it is in. */
class Reader {
  boot = 0;
  published = 0;

  get bootId(): string {
    return `boot ${this.boot}`;
  }

  live(event: 'heard' | 'lost' | 'restart'): void {
    if (event === 'restart') this.boot += 1;
    this.published = event === 'restart' ? 0 : this.published + 1;
  }

  names(sequences: readonly number[]): string[] {
    return sequences.map((sequence) => `${this.bootId} ${sequence}`);
  }

  after({ bootId, sequence }: { bootId?: string; sequence?: number }): number[] {
    const from = bootId === this.bootId ? (sequence ?? 0) : 0;
    return Array.from({ length: this.published - from }, (_, index) => from + index + 1);
  }
}

const anyEvents = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constant('heard' as const) },
    { weight: 3, arbitrary: fc.constant('lost' as const) },
    { weight: 1, arbitrary: fc.constant('restart' as const) },
  ),
  { maxLength: 60 },
);

/** What history does with a telegram; gives the telegrams it learns of. */
function hear(reader: Reader, tracker: SequenceTracker, pageSizes: readonly number[]): string[] {
  const heard = tracker.take(reader.bootId, reader.published);
  const replayed = heard === 'gap' ? replay(reader, tracker, pageSizes) : [];
  return reader.names([reader.published, ...replayed]);
}

test('misses nothing that the reader of the moment has, whatever is lost', () => {
  const anySizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 });
  fc.assert(
    fc.property(anyEvents, anySizes, (events, pageSizes) => {
      const reader = new Reader();
      const tracker = new SequenceTracker();
      const known = new Set<string>();
      for (const event of events) {
        reader.live(event);
        if (event !== 'heard') continue;
        for (const name of hear(reader, tracker, pageSizes)) known.add(name);
        assert.deepEqual(tracker.position, { bootId: reader.bootId, sequence: reader.published });
        assert.ok(reader.names(reader.after({})).every((name) => known.has(name)));
      }
    }),
  );
});

/** Asks page by page, of sizes that differ. */
function replay(reader: Reader, tracker: SequenceTracker, sizes: readonly number[]): number[] {
  const ask = tracker.startReplay();
  const found: number[] = [];
  for (let turn = 0; ; turn += 1) {
    const due = reader.after(ask.position ?? {});
    const page = due.slice(0, sizes[turn % sizes.length]);
    found.push(...page);
    const more = page.length < due.length;
    ask.takePage({ bootId: reader.bootId, telegrams: page.map(toTelegram), more });
    if (!more) break;
  }
  ask.end();
  return found;
}

type Telegrams = Parameters<ReturnType<SequenceTracker['startReplay']>['takePage']>[0]['telegrams'];

/** The tracker looks at the number only. */
const toTelegram = (sequence: number) => ({ sequence }) as Telegrams[number];

test('does not take a repeated telegram for a gap', () => {
  const tracker = new SequenceTracker({ bootId: 'boot', sequence: 5 });
  assert.equal(tracker.take('boot', 5), 'next');
  assert.equal(tracker.take('boot', 3), 'next');
  assert.deepEqual(tracker.position, { bootId: 'boot', sequence: 5 });
});

test('keeps how far live telegrams came while a replay was under way', () => {
  const tracker = new SequenceTracker({ bootId: 'boot', sequence: 5 });
  const ask = tracker.startReplay();
  assert.equal(tracker.take('boot', 6), 'next');
  ask.takePage({ bootId: 'boot', telegrams: [], more: false });
  ask.end();
  assert.deepEqual(tracker.position, { bootId: 'boot', sequence: 6 });
});

test('counts what is older than the reader keeps as lost', () => {
  const tracker = new SequenceTracker({ bootId: 'boot', sequence: 5 });
  assert.equal(tracker.take('boot', 9), 'gap');
  const ask = tracker.startReplay();
  ask.takePage({ bootId: 'boot', telegrams: [], more: false });
  ask.end();
  assert.deepEqual(tracker.position, { bootId: 'boot', sequence: 9 });
});
