import { type SampleField, sampleField } from '@smer/shared/history-page';
import { netPowerW } from '@smer/shared/net-power';
import type { Reading, TimestampSource } from '@smer/shared/reading';
import { compareAbsentLast, compareInSlot } from '@smer/shared/slot';

/** The fields of a sample in the order in which samples hold their values. */
export const sampleFields: readonly SampleField[] = sampleField.options;

export const fieldIndex = Object.fromEntries(
  sampleFields.map((field, index) => [field, index]),
) as Readonly<Record<SampleField, number>>;

/** Which meters the counters of a sample belong to. */
export type MeterSet = Pick<
  Reading,
  'equipmentIdentifier' | 'gasEquipmentIdentifier' | 'waterEquipmentIdentifier'
>;

/** What history keeps of a reading. Values stand in the order of `sampleFields`, absent ones undefined. */
export interface Sample {
  /** Epoch seconds of the slot clock. */
  readonly timestamp: number;
  /** Whose clock told it. */
  readonly timestampSource: TimestampSource;
  /** Epoch milliseconds; absent in files of the original program. */
  readonly receivedAt?: number | undefined;
  readonly meters: MeterSet;
  readonly values: readonly (number | undefined)[];
}

export function toSample(reading: Reading): Sample {
  const { timestamp, timestampSource, receivedAt } = reading;
  const { equipmentIdentifier, gasEquipmentIdentifier, waterEquipmentIdentifier } = reading;
  return {
    timestamp,
    timestampSource,
    receivedAt,
    meters: { equipmentIdentifier, gasEquipmentIdentifier, waterEquipmentIdentifier },
    values: sampleFields.map((field) => readField[field](reading)),
  };
}

const readField: Readonly<Record<SampleField, (reading: Reading) => number | undefined>> = {
  usageWatts: (reading) => reading.usageWatts,
  powerL1W: (reading) => netPowerW(reading.powerImportedL1W, reading.powerExportedL1W),
  powerL2W: (reading) => netPowerW(reading.powerImportedL2W, reading.powerExportedL2W),
  powerL3W: (reading) => netPowerW(reading.powerImportedL3W, reading.powerExportedL3W),
  energyImportedT1Wh: (reading) => reading.energyImportedT1Wh,
  energyImportedT2Wh: (reading) => reading.energyImportedT2Wh,
  energyExportedT1Wh: (reading) => reading.energyExportedT1Wh,
  energyExportedT2Wh: (reading) => reading.energyExportedT2Wh,
  energyImportedWh: (reading) => reading.energyImportedWh,
  energyExportedWh: (reading) => reading.energyExportedWh,
  gasDm3: (reading) => reading.gasDm3,
  waterDm3: (reading) => reading.waterDm3,
};

/**
 * Whether a slot keeps `a` rather than `b`, in the end by what they hold. A total order, so that the
 * same one stays in whatever order they come.
 */
export function isPreferred(a: Sample, b: Sample): boolean {
  const difference = compareInSlot(a, b) || compareValues(a.values, b.values);
  return difference === 0 ? metersKey(a.meters) < metersKey(b.meters) : difference < 0;
}

function compareValues(a: Sample['values'], b: Sample['values']): number {
  for (let index = 0; index < sampleFields.length; index += 1) {
    const difference = compareAbsentLast(a[index], b[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The same text for the same meters. */
export const metersKey = (meters: MeterSet): string =>
  JSON.stringify([
    meters.equipmentIdentifier ?? null,
    meters.gasEquipmentIdentifier ?? null,
    meters.waterEquipmentIdentifier ?? null,
  ]);
