import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { SmerError } from '@smer/shared/errors';
import { dumpText, load, loadText, makeFolder, original } from '../../test-support/load-dump.ts';
import { samplesOf, typicalHistory } from '../../test-support/make-history.ts';
import { History } from '../series/history.ts';

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

/** Puts the right checksum to a text that was changed. */
function sign(text: string): string {
  const start = text.indexOf('"checksum"');
  const sum = createHash('sha256').update(text.slice(0, start)).digest('hex');
  return `${text.slice(0, start)}"checksum":"${sum}"\n}\n`;
}

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
