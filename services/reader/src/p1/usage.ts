import type { ReadingDraft } from './reading-draft.ts';

/**
 * Power imported minus power exported, in W, from the best that the meter sends: the two
 * totals, their difference, the phases, or both together on a meter that counts no export.
 * Undefined where there is none, or where one of the totals can't be read.
 */
export function usageOf(draft: ReadingDraft): number | undefined {
  const { reading, netW, grossW, powerUnreadable } = draft;
  if (powerUnreadable) return undefined;
  const totals = difference([reading.powerImportedW], [reading.powerExportedW]);
  const phases = difference(
    [reading.powerImportedL1W, reading.powerImportedL2W, reading.powerImportedL3W],
    [reading.powerExportedL1W, reading.powerExportedL2W, reading.powerExportedL3W],
  );
  return totals ?? netW ?? phases ?? (countsExport(draft) ? undefined : grossW);
}

type Powers = readonly (number | undefined)[];

function difference(imported: Powers, exported: Powers): number | undefined {
  if ([...imported, ...exported].every((powerW) => powerW === undefined)) return undefined;
  return sum(imported) - sum(exported);
}

function sum(powers: Powers): number {
  return powers.reduce<number>((total, powerW) => total + (powerW ?? 0), 0);
}

function countsExport({ reading }: ReadingDraft): boolean {
  return reading.energyExportedWh !== undefined || reading.energyExportedT1Wh !== undefined;
}
