import assert from 'node:assert/strict';
import { it } from 'node:test';
import { energyCsv } from './energy-csv.ts';

it('writes a header, then a line for each period, absent figures empty', () => {
  const csv = energyCsv(
    [{ start: 0, end: 3600, energyImportedT1Wh: 5, gasDm3: 7, coverage: 0.5 }],
    (instant) => new Date(instant).toISOString(),
  );
  assert.equal(
    csv,
    'start,end,energyImportedT1Wh,energyImportedT2Wh,energyImportedWh,energyExportedT1Wh,energyExportedT2Wh,energyExportedWh,gasDm3,waterDm3,coverage\r\n' +
      '1970-01-01T00:00:00.000Z,1970-01-01T01:00:00.000Z,5,,,,,,7,,0.5\r\n',
  );
});
