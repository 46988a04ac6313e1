import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RejectionCause } from '@smer/shared/link';
import { LinkTracker } from './link-tracker.ts';

function createTracker() {
  let changes = 0;
  const link = new LinkTracker({ meter: 'main', source: 'auto', since: () => 0 }, () => {
    changes += 1;
  });
  const reject = (count: number, cause: RejectionCause) => {
    for (let done = 0; done < count; done += 1) link.rejected(cause);
  };
  const rejectDamaged = (count: number) => reject(count, 'checksum');
  return { link, reject, rejectDamaged, changes: () => changes };
}

test('calls a line disturbed on which five telegrams in a row arrive damaged', () => {
  const { link, rejectDamaged, changes } = createTracker();
  rejectDamaged(4);
  assert.equal(link.status().trouble, undefined);
  rejectDamaged(1);
  assert.equal(link.status().trouble, 'noise');
  assert.match(link.status().detail ?? '', /damaged/);
  rejectDamaged(10);
  assert.equal(changes(), 1);
});

test('calls no line disturbed on which good telegrams come between damaged ones', () => {
  const { link, rejectDamaged } = createTracker();
  for (let round = 0; round < 5; round += 1) {
    rejectDamaged(4);
    link.telegram(0, 'dsmr-5', 0);
  }
  assert.equal(link.status().trouble, undefined);
});

test('takes the trouble back with the first good telegram', () => {
  const { link, rejectDamaged } = createTracker();
  rejectDamaged(5);
  link.telegram(0, 'dsmr-5', 0);
  assert.equal(link.status().trouble, undefined);
});

test('says that the checksum is taken off once five telegrams in a row lack it', () => {
  const { link, reject, changes } = createTracker();
  reject(4, 'checksum-missing');
  assert.equal(link.status().trouble, undefined);
  reject(6, 'checksum-missing');
  assert.equal(link.status().trouble, 'no-checksum');
  assert.match(link.status().detail ?? '', /takes it off/);
  assert.equal(changes(), 1);
});

test('tells what is wrong with most telegrams, however a few of them were damaged', () => {
  const { link, reject, rejectDamaged } = createTracker();
  for (let round = 0; round < 5; round += 1) {
    reject(5, 'checksum-missing');
    rejectDamaged(1);
  }
  assert.equal(link.status().trouble, 'no-checksum');
  rejectDamaged(5);
  assert.equal(link.status().trouble, 'noise');
});

test('calls a line disturbed on which every third telegram only lacks its checksum', () => {
  const { link, reject, rejectDamaged } = createTracker();
  for (let round = 0; round < 3; round += 1) {
    rejectDamaged(2);
    reject(1, 'checksum-missing');
  }
  assert.equal(link.status().trouble, 'noise');
});

test('takes back why a line could not be opened once it is open', () => {
  const { link } = createTracker();
  link.waiting({ trouble: 'no-device', detail: 'no serial cable found' });
  link.opened('/dev/ttyUSB0', '115200-8N1');
  assert.equal(link.status().trouble, undefined);
});

test('calls a line silent until it brings a telegram, however often it is opened', () => {
  const { link } = createTracker();
  link.waiting({ trouble: 'silent', detail: 'nothing comes in' });
  link.opened('/dev/ttyUSB0', '115200-8N1');
  assert.equal(link.status().trouble, 'silent');
});
