import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { SmerError } from '@smer/shared/errors';
import type { LoadMessage } from '@smer/shared/history-page';
import { createTimeZone } from '@smer/shared/time-zone';
import { dumpBytes } from '../../test-support/dump-bytes.ts';
import {
  runsOf,
  samplesOf,
  typicalHistory,
  typicalSample,
} from '../../test-support/make-history.ts';
import { makeSample } from '../../test-support/make-sample.ts';
import { History } from '../series/history.ts';
import { restoreHistory } from './restore.ts';

const zone = createTimeZone('Europe/Amsterdam');
const now = Date.parse('2026-01-01T00:00:00Z');

interface Folder extends AsyncDisposable {
  readonly file: string;
  readonly path: string;
}

async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'smer-restore-'));
  return {
    path,
    file: join(path, 'history-data.json'),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

/** Root may read anything. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

const dumpText = async (history: History) => (await dumpBytes(history)).toString();

async function load(history: History, path: string) {
  let last: LoadMessage | undefined;
  for await (const step of restoreHistory({ history, path, zone, now })) last = step;
  assert.equal(last?.kind, 'result');
  return last as Extract<LoadMessage, { kind: 'result' }>;
}

async function loadText(text: string, history = new History(3653)) {
  await using folder = await makeFolder();
  await writeFile(folder.file, text);
  const result = await load(history, folder.file);
  return { history, result };
}

/** Without the difference in words, which takes hours for lists as long as these. */
const assertSame = (found: unknown, expected: unknown) =>
  assert.ok(isDeepStrictEqual(found, expected), 'both are the same');

/** Puts the right checksum to a text that was changed. */
function sign(text: string): string {
  const start = text.indexOf('"checksum"');
  const sum = createHash('sha256').update(text.slice(0, start)).digest('hex');
  return `${text.slice(0, start)}"checksum":"${sum}"\n}\n`;
}

test('restores samples and counters as they were dumped', async () => {
  const before = typicalHistory(20_000);
  const { history, result } = await loadText(await dumpText(before));
  assertSame(samplesOf(history), samplesOf(before));
  assertSame(runsOf(history), runsOf(before));
  assert.equal(result.loaded, 20_000);
  assert.equal(result.added, 20_000);
  assert.equal(result.origin, 'smer');
});

test('restores the counters of days whose samples are forgotten', async () => {
  const before = typicalHistory(30_000, { retentionDays: 1 });
  assert.ok(before.store.size < 20_000);
  const { history } = await loadText(await dumpText(before), new History(1));
  assertSame(runsOf(history), runsOf(before));
});

test('dumps JSON that says what it holds, a reading a line', async () => {
  const text = await dumpText(typicalHistory(3));
  const dump = JSON.parse(text);
  assert.equal(dump.count, 3);
  assert.equal(dump.readings[0].date, '2024-08-16T02:00:00+02:00');
  assert.equal(dump.readings[0].timestamp, 1_723_766_400);
  assert.equal(text.split('\n').filter((line) => line.includes('"usageWatts"')).length, 3);
});

test('dumps and restores an empty history', async () => {
  const { history, result } = await loadText(await dumpText(new History(31)));
  assert.equal(result.loaded, 0);
  assert.equal(history.store.size, 0);
});

test('joins the file with what has come in since: of a slot the earlier stays', async () => {
  const text = await dumpText(typicalHistory(100));
  const { timestamp } = typicalSample(51);
  const history = typicalHistory(200, { from: 90 });
  history.record(makeSample({ timestamp: timestamp - 1, values: { usageWatts: 77 } }));
  history.record(makeSample({ timestamp: typicalSample(60).timestamp + 5 }));
  const { result } = await loadText(text, history);
  assert.equal(result.added, 88);
  const expected = typicalHistory(200);
  expected.record(makeSample({ timestamp: timestamp - 1, values: { usageWatts: 77 } }));
  assert.deepEqual(samplesOf(history), samplesOf(expected));
});

test('takes no reading of a file that says less of it in its place', async () => {
  const sample = typicalSample(3);
  const history = new History(31);
  history.record({ ...sample, timestampSource: 'reception' });
  const before = samplesOf(history);
  const date = zone.toIso(sample.timestamp * 1000);
  await loadText(original([{ date, timestamp: sample.timestamp, usageWatts: 1 }]), history);
  assert.deepEqual(samplesOf(history), before);
});

test('tells how much of the file is older than what history keeps', async () => {
  const { result } = await loadText(await dumpText(typicalHistory(30_000)), new History(1));
  assert.equal(result.expired, 2 * 8640);
  assert.equal(result.added, 30_000 - 2 * 8640);
});

test('loads a file written after a clock that had not been set yet', async () => {
  const before = typicalHistory(100);
  before.record(makeSample({ timestamp: 30 }));
  const { history } = await loadText(await dumpText(before));
  assertSame(samplesOf(history), samplesOf(before));
  assertSame(runsOf(history), runsOf(before));
});

test('loads a file written while the clock was years ahead', async () => {
  const before = typicalHistory(100);
  before.record(makeSample({ timestamp: now / 1000 + 9 * 366 * 86_400 }));
  const { history } = await loadText(await dumpText(before));
  assertSame(samplesOf(history), samplesOf(before));
  assertSame(runsOf(history), runsOf(before));
});

const original = (readings: readonly object[]) => JSON.stringify({ readings }, null, 4);

test("finds the instants of the original program's local dates, in the doubled hour by order", async () => {
  const dates = [
    '2024-10-27T01:59:50',
    '2024-10-27T02:10:00.123456',
    '2024-10-27T02:50:00',
    '2024-10-27T02:10:00',
    '2024-10-27T02:50:00',
    '2024-10-27T03:00:00',
  ];
  const readings = dates.map((date, usageWatts) => ({
    date,
    timestamp: Math.floor(Date.parse(`${date.slice(0, 19)}Z`) / 1000),
    usageWatts,
  }));
  const { history, result } = await loadText(original(readings));
  assert.equal(result.origin, 'original');
  assert.deepEqual(
    samplesOf(history).map(({ timestamp, values }) => [zone.toIso(timestamp * 1000), values[0]]),
    [
      ['2024-10-27T01:59:50+02:00', 0],
      ['2024-10-27T02:10:00+02:00', 1],
      ['2024-10-27T02:50:00+02:00', 2],
      ['2024-10-27T02:10:00+01:00', 3],
      ['2024-10-27T02:50:00+01:00', 4],
      ['2024-10-27T03:00:00+01:00', 5],
    ],
  );
});

test('passes over lists that it does not know', async () => {
  const readings = [{ date: '2024-08-16T18:31:50', timestamp: 1723833110, usageWatts: 1 }];
  const text = JSON.stringify({ notes: [{ a: 1 }, { a: 2 }], readings, tail: [] });
  assert.equal((await loadText(text)).result.loaded, 1);
});

test('takes the zone of a date that has one', async () => {
  const date = '2024-08-16T18:31:50+02:00';
  const { history } = await loadText(original([{ date, timestamp: 1723825910, usageWatts: 1 }]));
  assert.equal(history.store.timestampAt(history.store.newestSlot ?? 0), 1723825910);
});

const reading = { date: '2024-08-16T18:31:50', timestamp: 1723833110, usageWatts: 1 };
const good = await dumpText(typicalHistory(5));

const withMeters = (count: number, identifier: string) =>
  `{"format":"smer-history","meters":[${Array(count).fill(`{"equipmentIdentifier":"${identifier}"}`)}]}`;

/** Each a file that must be refused, and what the message must tell. */
const refused: [name: string, text: string, message: RegExp][] = [
  ['an empty file', '', /ends where object/],
  ['a list', '[]', /line 1 \(byte 0\): expected object/],
  ['no readings', '{"a":1}', /expected a list "readings"/],
  ['readings that are no list', '{"readings":5}', /readings is not a list/],
  ['two lists', '{"readings":[],"readings":[]}', /a second list/],
  ['a date that is none', original([{ ...reading, date: '2024-02-30T10:00:00' }]), /date/],
  [
    'a date in words',
    original([{ ...reading, date: 'yesterday' }]),
    /readings\[0\].date is "yesterday", expected a date/,
  ],
  ['a date to come', original([{ ...reading, date: '2030-01-01T10:00:00' }]), /from 2000 to now/],
  [
    'watts in words',
    original([reading, { ...reading, usageWatts: '7' }]),
    /line 8 .*readings\[1\].usageWatts is "7", expected a whole number/,
  ],
  ['watts with a fraction', original([{ ...reading, usageWatts: 1.5 }]), /usageWatts is 1.5/],
  ['null watts', original([{ ...reading, usageWatts: null }]), /usageWatts is null/],
  ['no watts', original([{ date: reading.date, timestamp: 1 }]), /usageWatts is missing/],
  ['a cut file', good.slice(0, good.length >> 1), /file ends|expected/],
  ['a file cut before its checksum', good.slice(0, good.indexOf('"checksum"')), /file ends/],
  [
    'a file without a checksum',
    `${good.slice(0, good.indexOf(',\n"checksum"'))}}`,
    /expected a checksum/,
  ],
  ['a changed number', good.replace('"gasDm3":10000003', '"gasDm3":10000004'), /checksum/],
  ['another count', sign(good.replace('"count":5', '"count":4')), /count is 4, expected 5/],
  ['garbage at the end', `${good}x`, /expected end/],
  ['something after the checksum', good.replace(/\}\n$/, ',"a":1}'), /nothing after the checksum/],
  ['another version', sign(good.replace('"version":1', '"version":2')), /version is 2, expected 1/],
  [
    'readings out of order',
    sign(good.replace('1723766420', '1723766400')),
    /readings\[2\].timestamp is 1723766400, expected later/,
  ],
  ['more meters than there can be', withMeters(65_537, 'E1'), /more than 65536 sets of meters/],
  ['identifiers without end', withMeters(80, 'E'.repeat(60_000)), /identifiers take more than/],
  ['an unknown set of meters', sign(good.replace('"meterSet":1', '"meterSet":9')), /meterSet is 9/],
  [
    'a clock that there is not',
    sign(good.replace('"usageWatts":-3000', '"timestampSource":"sun","usageWatts":-3000')),
    /readings\[0\].timestampSource is "sun", expected meter or reception/,
  ],
  [
    'milliseconds for seconds',
    sign(good.replace('1723766440', '1723766440000')),
    /timestamp is 1723766440000/,
  ],
];

for (const [name, text, message] of refused) {
  test(`refuses ${name}, with history as it was`, async () => {
    const history = typicalHistory(10, { from: 5 });
    await assert.rejects(loadText(text, history), (error) => {
      assert.ok(error instanceof SmerError);
      assert.equal(error.code, 'INVALID_DUMP_FILE');
      assert.match(error.message, message);
      return true;
    });
    assert.deepEqual(samplesOf(history), samplesOf(typicalHistory(10, { from: 5 })));
  });
}

async function codeOf(path: string): Promise<string> {
  try {
    await load(new History(31), path);
    return 'loaded';
  } catch (error) {
    return error instanceof SmerError ? error.code : String(error);
  }
}

test('says that there is no file', async () => {
  await using folder = await makeFolder();
  assert.equal(await codeOf(folder.file), 'NO_DUMP_FILE');
});

test('refuses a symbolic link', async () => {
  await using folder = await makeFolder();
  await writeFile(join(folder.path, 'elsewhere'), good);
  await symlink(join(folder.path, 'elsewhere'), folder.file);
  assert.equal(await codeOf(folder.file), 'INVALID_DUMP_FILE');
});

test('tells of a file that it may not read', async () => {
  await using folder = await makeFolder();
  await writeFile(folder.file, good, { mode: 0 });
  assert.equal(await asNobody(() => codeOf(folder.file)), 'UNREADABLE_DUMP_FILE');
});

test('refuses a folder', async () => {
  await using folder = await makeFolder();
  await mkdir(folder.file);
  assert.equal(await codeOf(folder.file), 'INVALID_DUMP_FILE');
});

test('refuses a pipe instead of waiting for it', async () => {
  await using folder = await makeFolder();
  execFileSync('mkfifo', [folder.file]);
  assert.equal(await codeOf(folder.file), 'INVALID_DUMP_FILE');
});
