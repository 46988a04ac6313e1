import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTimeZone } from '@smer/shared/time-zone';
import fc from 'fast-check';
import { Registers } from './registers.ts';

const zone = createTimeZone('Europe/Amsterdam');
const hourS = 3600;
const morning = Date.parse('2026-11-20T05:00:00Z') / 1000;

const installed = (atS: number) => new Registers({ zone, seed: 3, installedAtMs: atS * 1000 });

const totals = ({ low, normal, gasMl, waterMl }: Registers) => ({ low, normal, gasMl, waterMl });

test('counts exactly the power that it shows second by second', () => {
  const registers = installed(morning);
  let importedWs = 0;
  let exportedWs = 0;
  for (let nowS = morning + 1; nowS <= morning + 9 * hourS; nowS += 1) {
    registers.advanceTo(nowS);
    const [l1W, l2W, l3W] = registers.powerW;
    importedWs += Math.max(l1W + l2W + l3W, 0);
    exportedWs += Math.max(-l1W - l2W - l3W, 0);
  }
  assert.equal(registers.low.importedWs + registers.normal.importedWs, importedWs);
  assert.equal(registers.low.exportedWs + registers.normal.exportedWs, exportedWs);
});

test('stands the same however far it advances at a time', () => {
  const day = fc.integer({ min: 1, max: 30 * hourS });
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 8 }), (steps) => {
      const inSteps = installed(morning);
      for (const stepS of steps) inSteps.advanceTo(inSteps.nowS + stepS);
      const atOnce = installed(morning);
      atOnce.advanceTo(inSteps.nowS);
      assert.deepEqual(totals(inSteps), totals(atOnce));
    }),
    { numRuns: 20 },
  );
});

test('lives the repeated hour of the autumn twice', () => {
  const first = Date.parse('2026-10-25T00:00:00Z') / 1000;
  const registers = installed(first);
  registers.advanceTo(first + hourS);
  const onceWs = registers.low.importedWs;
  registers.advanceTo(first + 2 * hourS);
  assert.equal(registers.low.importedWs, 2 * onceWs);
});

test('counts at the low tariff from 23 to 7 o’clock and in the weekend', () => {
  const registers = installed(morning);
  const low = (local: string) => registers.isLowTariff(Date.parse(local) / 1000);
  assert.equal(low('2026-11-23T06:59:59+01:00'), true);
  assert.equal(low('2026-11-23T07:00:00+01:00'), false);
  assert.equal(low('2026-11-23T23:00:00+01:00'), true);
  assert.equal(low('2026-11-22T12:00:00+01:00'), true);
});

test('asks for gas and water every five minutes', () => {
  const registers = installed(morning);
  registers.advanceTo(morning + 2 * hourS + 599);
  assert.equal(registers.captured.atS, morning + 2 * hourS + 300);
});

test('keeps the highest quarter hour of the month and begins anew with the next', () => {
  const registers = installed(Date.parse('2026-10-30T00:00:00+01:00') / 1000);
  registers.advanceTo(Date.parse('2026-11-01T00:20:00+01:00') / 1000);
  const [october] = registers.closedMonths;
  assert.equal(october?.closedAtS, Date.parse('2026-11-01T00:00:00+01:00') / 1000);
  assert.ok((october?.powerW ?? 0) > (registers.monthPeak?.powerW ?? Number.NaN));
});

test('stands at zero after a new electricity meter, with gas going on', () => {
  const registers = installed(morning);
  registers.advanceTo(morning + 6 * hourS);
  const { gasMl } = registers;
  registers.restartElectricity();
  assert.deepEqual(registers.normal, { importedWs: 0, exportedWs: 0 });
  assert.ok(gasMl > 0);
  assert.equal(registers.gasMl, gasMl);
});
