/** Colours of the charts, from the style sheet, so that light and dark are said in one place. */
export interface ChartTheme {
  readonly text: string;
  readonly grid: string;
  readonly surface: string;
  readonly imported: string;
  readonly importedSoft: string;
  readonly importedSecond: string;
  readonly exported: string;
  readonly exportedSoft: string;
  readonly exportedSecond: string;
  readonly band: string;
  readonly phases: readonly [string, string, string];
  readonly gas: string;
  readonly water: string;
}

export function readChartTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: colour('text-light'),
    grid: colour('grid'),
    surface: colour('panel'),
    imported: colour('imported'),
    importedSoft: colour('imported-soft'),
    importedSecond: colour('imported-second'),
    exported: colour('exported'),
    exportedSoft: colour('exported-soft'),
    exportedSecond: colour('exported-second'),
    band: colour('band'),
    phases: [colour('phase-1'), colour('phase-2'), colour('phase-3')],
    gas: colour('gas'),
    water: colour('water'),
  };
}

/** Calls back when the system turns from light to dark or back. */
export function onThemeChange(handle: (theme: ChartTheme) => void): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => handle(readChartTheme()));
}
