import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reading } from '@smer/shared/reading';
import {
  appendReading,
  dropBefore,
  type HistorySeries,
  hasPhases,
  lineOf,
  parseHistory,
  phasePowersW,
  refreshAfterS,
} from './history-series.ts';

const samples = (bucketS: number, ...timestampsS: number[]): HistorySeries =>
  parseHistory(
    timestampsS.map((timestamp) => ({ timestamp, usageWatts: timestamp })),
    bucketS,
  );
const reading = (timestamp: number, more: Partial<Reading> = {}) =>
  ({ timestamp, usageWatts: 7, ...more }) as Reading;
const timesOf = ({ points }: HistorySeries) => points.map(({ timestampS }) => timestampS);
const gapsOf = (series: HistorySeries) =>
  lineOf(series, ({ meanW }) => meanW).filter(({ y }) => Number.isNaN(y)).length;

describe('parseHistory', () => {
  it('reads mean, minimum, maximum and phases', () => {
    const row = { timestamp: 10, usageWatts: 5, usageWattsMin: 1, usageWattsMax: 9, powerL1W: 2 };
    assert.deepEqual(parseHistory([row], 60), {
      bucketS: 60,
      points: [
        { timestampS: 10, meanW: 5, minimumW: 1, maximumW: 9, phasesW: [2, undefined, undefined] },
      ],
    });
  });

  it('takes a sample that was not reduced as its own minimum and maximum', () => {
    const [point] = parseHistory([{ timestamp: 10, usageWatts: -5 }]).points;
    assert.deepEqual([point?.minimumW, point?.maximumW], [-5, -5]);
  });

  it('leaves out rows without power', () => {
    assert.deepEqual(parseHistory([{ timestamp: 10 }]).points, []);
  });
});

describe('appendReading', () => {
  it('adds nothing of a reading without power', () => {
    const series = samples(10, 100);
    assert.equal(appendReading(series, reading(113, { usageWatts: undefined })), series);
  });

  it('adds the first reading of a slot', () => {
    assert.deepEqual(timesOf(appendReading(samples(10, 100), reading(113))), [100, 113]);
  });

  it('leaves later readings of the same slot alone', () => {
    const series = samples(10, 100);
    assert.equal(appendReading(series, reading(109)), series);
  });

  it('leaves older readings alone', () => {
    const series = samples(10, 100);
    assert.equal(appendReading(series, reading(50)), series);
  });

  it('adds nothing to long buckets, which are asked for anew', () => {
    const series = samples(3600, 3600);
    assert.equal(appendReading(series, reading(99_999)), series);
  });
});

describe('dropBefore', () => {
  it('forgets what has left the window', () => {
    assert.deepEqual(timesOf(dropBefore(samples(10, 10, 20, 30), 20)), [20, 30]);
  });

  it('forgets everything when all has left', () => {
    assert.deepEqual(timesOf(dropBefore(samples(10, 10, 20), 99)), []);
  });

  it('is the same series when nothing has left', () => {
    const series = samples(10, 10, 20);
    assert.equal(dropBefore(series, 5), series);
  });
});

describe('lineOf', () => {
  it('is unbroken over one missing slot', () => {
    assert.equal(gapsOf(samples(10, 0, 10, 30)), 0);
  });

  it('breaks where half a minute is missing', () => {
    assert.equal(gapsOf(samples(10, 0, 10, 40)), 1);
  });

  it('breaks where one long bucket is missing', () => {
    assert.equal(gapsOf(samples(3600, 0, 3600, 10_800)), 1);
  });

  it('is unbroken where buckets begin with a late sample', () => {
    assert.equal(gapsOf(samples(3600, 0, 3610, 7200)), 0);
  });

  it('breaks where a phase was not sent', () => {
    const line = lineOf(samples(10, 0, 10), ({ phasesW }) => phasesW[0]);
    assert.ok(line.every(({ y }) => Number.isNaN(y)));
  });
});

describe('phasePowersW', () => {
  it('is import less export of each phase', () => {
    const phases = phasePowersW(reading(0, { powerImportedL1W: 5, powerExportedL2W: 3 }));
    assert.deepEqual(phases, [5, -3, undefined]);
  });
});

describe('hasPhases', () => {
  it('is false for a meter that sends none', () => {
    assert.equal(hasPhases(samples(10, 0, 10)), false);
  });
});

describe('refreshAfterS', () => {
  it('follows the length of buckets between 2 and 10 minutes', () => {
    assert.deepEqual([10, 300, 3600].map(refreshAfterS), [120, 300, 600]);
  });
});
