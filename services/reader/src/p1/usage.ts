import type { ReadingDraft } from './reading-draft.ts';

/**
 * Power imported minus power exported, in W, from the best that the meter sends: the two
 * totals, their difference, the phases, or both together on a meter that counts no export.
 * Undefined where there is none, or where one of the totals can't be read.
 */
export function usageOf({
  reading,
  netW,
  grossW,
  powerUnreadable,
}: ReadingDraft): number | undefined {
  if (powerUnreadable) return undefined;
  const countsExport =
    reading.energyExportedWh !== undefined || reading.energyExportedT1Wh !== undefined;
  return (
    difference(reading.powerImportedW, reading.powerExportedW) ??
    netW ??
    phasesW(reading) ??
    (countsExport ? undefined : grossW)
  );
}

function phasesW(reading: ReadingDraft['reading']): number | undefined {
  const phases = [
    difference(reading.powerImportedL1W, reading.powerExportedL1W),
    difference(reading.powerImportedL2W, reading.powerExportedL2W),
    difference(reading.powerImportedL3W, reading.powerExportedL3W),
  ].filter((powerW) => powerW !== undefined);
  return phases.length > 0 ? phases.reduce((sum, powerW) => sum + powerW) : undefined;
}

/** A meter that sends no export has none; one that sends no import keeps it to itself. */
function difference(imported: number | undefined, exported = 0): number | undefined {
  return imported === undefined ? undefined : imported - exported;
}
