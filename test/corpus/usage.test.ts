import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLineDecoder } from '../../services/reader/src/p1/decode-line.ts';
import { renderTelegram } from '../meter/render-telegram.ts';
import { plainSettings } from './decode-fixture.ts';

const imported = '1-0:1.7.0(00.700*kW)';
const exported = '1-0:2.7.0(00.200*kW)';
const importedL1 = '1-0:21.7.0(00.900*kW)';

/** In W, of a meter that sends these lines. */
function usageOf(...lines: string[]): number | undefined {
  const [event] = createLineDecoder(plainSettings).push(renderTelegram('ISk5\\2', lines), 0);
  assert.ok(event?.kind === 'reading');
  return event.reading.usageWatts;
}

const damaged = (line: string) => line.replace('(0', '(x');

describe('the power used', () => {
  it('is what is imported less what is exported', () =>
    assert.equal(usageOf(imported, exported, importedL1), 500));

  it('is that also where a phase can not be read', () =>
    assert.equal(usageOf(imported, exported, damaged(importedL1)), 500));

  it('is left out where what is imported can not be read, though a phase can', () =>
    assert.equal(usageOf(damaged(imported), exported, importedL1), undefined));

  it('is left out where what is exported can not be read', () =>
    assert.equal(usageOf(imported, damaged(exported), importedL1), undefined));
});
