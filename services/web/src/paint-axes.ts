import type { ChartTheme } from './chart-theme.ts';

interface PaintedAxis {
  ticks?: object;
  grid?: object;
}

/** Colours axes for light or dark; the zero line stands out. */
export function paintAxes(scales: object, theme: ChartTheme): void {
  const gridColour = ({ tick }: { tick?: { value: number } }) =>
    tick?.value === 0 ? theme.text : theme.grid;
  for (const axis of Object.values(scales) as PaintedAxis[]) {
    axis.ticks = { ...axis.ticks, color: theme.text };
    axis.grid = { ...axis.grid, color: gridColour };
  }
}
