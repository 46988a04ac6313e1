import type { CosemLine } from './parse-telegram.ts';
import type { ReadingDraft } from './reading-draft.ts';

/** Of `1-0:1.8.5`, and of `1-1:1.8.1` in Switzerland, the tariff; 0 stands for the total. */
const importedPattern = /^1-[01]:1\.8\.(\d+)$/;
const exportedPattern = /^1-[01]:2\.8\.(\d+)$/;

/**
 * Adds the totals that a meter with more tariffs than 1 and 2 leaves to be made, as one in
 * Wallonia does. Those two by themselves get none: they are in every reading, so nothing is lost.
 */
export function addTotals(
  { reading, hasFurtherTariffs }: ReadingDraft,
  lines: readonly CosemLine[],
): void {
  if (!hasFurtherTariffs) return;
  const importedWh = sumOfTariffs(lines, importedPattern);
  if (importedWh !== undefined) reading.energyImportedWh = importedWh;
  const exportedWh = sumOfTariffs(lines, exportedPattern);
  if (exportedWh !== undefined) reading.energyExportedWh = exportedWh;
}

/**
 * In Wh. Undefined where the meter sends the total itself, and where a tariff can't be read: a sum
 * without it would make the total fall, as if the meter had been replaced.
 */
function sumOfTariffs(lines: readonly CosemLine[], pattern: RegExp): number | undefined {
  const sentWh = new Map<number, number>();
  let hasFurther = false;
  for (const { row, number } of lines) {
    const tariff = row && pattern.exec(row.reference)?.[1];
    if (tariff === undefined) continue;
    if (tariff === '0' || number === undefined) return undefined;
    hasFurther ||= row?.use.kind === 'tariff';
    sentWh.set(Number(tariff), number);
  }
  return hasFurther ? [...sentWh.values()].reduce((sum, wh) => sum + wh) : undefined;
}
