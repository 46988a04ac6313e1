/** Power imported minus power exported of a phase, in W; undefined where the meter sends neither. */
export function netPowerW(
  importedW: number | undefined,
  exportedW: number | undefined,
): number | undefined {
  if (importedW === undefined && exportedW === undefined) return undefined;
  return (importedW ?? 0) - (exportedW ?? 0);
}
