import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { obisCode } from './obis-code.ts';
import { findObisRow, obisRows } from './obis-rows.ts';

describe('the OBIS table', () => {
  it('has each reference once', () => {
    const references = obisRows.map(({ reference }) => reference);
    assert.equal(new Set(references).size, references.length);
  });

  it('has only references', () => {
    assert.deepEqual(
      obisRows.filter(({ reference }) => obisCode(reference) < 0),
      [],
    );
  });

  it('says of each row what it means and where it is from', () => {
    assert.deepEqual(
      obisRows.filter(({ meaning, source }) => meaning === '' || source === ''),
      [],
    );
  });

  it('has a row for each M-Bus channel', () => {
    const channels = [1, 2, 3, 4].map(
      (channel) => findObisRow(obisCode(`0-${channel}:24.1.0`))?.use,
    );
    assert.deepEqual(
      channels.map((use) => (use?.kind === 'mbus' ? use.channel : undefined)),
      [1, 2, 3, 4],
    );
  });

  it('knows no other references', () =>
    assert.equal(findObisRow(obisCode('1-0:99.99.99')), undefined));
});
