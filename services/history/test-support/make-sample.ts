import { type SampleField, sampleField } from '@smer/shared/history-page';
import type { TimestampSource } from '@smer/shared/reading';
import type { MeterSet, Sample } from '../src/series/sample.ts';

export interface SampleSketch {
  readonly timestamp: number;
  readonly values?: Partial<Record<SampleField, number>>;
  readonly meters?: MeterSet;
  readonly receivedAt?: number;
  readonly timestampSource?: TimestampSource;
}

/** A sample with just the values that a test is about. */
export const makeSample = ({
  timestamp,
  values = {},
  meters = {},
  receivedAt = timestamp * 1000,
  timestampSource = 'meter',
}: SampleSketch): Sample => ({
  timestamp,
  timestampSource,
  receivedAt,
  meters,
  values: sampleField.options.map((field) =>
    field === 'usageWatts' ? (values.usageWatts ?? 0) : values[field],
  ),
});
