import assert from 'node:assert/strict';
import { test } from 'node:test';
import { netPowerW } from './net-power.ts';

for (const [what, importedW, exportedW, netW] of [
  ['what is imported less what is exported', 500, 700, -200],
  ['what is imported, where no export is sent', 500, undefined, 500],
  ['less than nothing, where only an export is sent', undefined, 700, -700],
  ['nothing, where both are', 0, 0, 0],
  ['absent, where neither is sent', undefined, undefined, undefined],
] as const) {
  test(`is ${what}`, () => assert.equal(netPowerW(importedW, exportedW), netW));
}
