import type { ScaleOptionsByType } from 'chart.js';
import type { ChartTheme } from './chart-theme.ts';

type Scales = Readonly<
  Record<string, { ticks?: unknown; grid?: unknown } | Partial<ScaleOptionsByType> | undefined>
>;

/** Colours axes for light or dark; the zero line stands out. */
export function paintAxes(scales: Scales | undefined, theme: ChartTheme): void {
  for (const axis of Object.values(scales ?? {})) {
    Object.assign(axis?.ticks ?? {}, { color: theme.text });
    Object.assign(axis?.grid ?? {}, {
      color: ({ tick }: { tick?: { value: number } }) =>
        tick?.value === 0 ? theme.text : theme.grid,
    });
  }
}
