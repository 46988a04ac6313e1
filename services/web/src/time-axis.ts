import type { ScaleOptionsByType } from 'chart.js';
import type { PageContext } from './page-context.ts';
import { isDayStep, isLongStep, isMidnight, timeTicks } from './time-ticks.ts';

const tickWidthPx = 84;

type LinearAxis = Partial<Omit<ScaleOptionsByType<'linear'>, 'ticks' | 'grid' | 'border'>>;

/** A linear x axis in epoch seconds with marks at round local times. */
export function timeAxis({ format, zone }: PageContext) {
  let stepS = 0;
  const label = (instantS: number) => {
    const instant = instantS * 1000;
    if (isLongStep(stepS)) return format.dayOfYear(instant);
    if (isDayStep(stepS) || isMidnight(instantS, zone)) return format.day(instant);
    return stepS < 60 ? format.clockSeconds(instant) : format.clock(instant);
  };
  return {
    type: 'linear',
    border: { display: false },
    grid: { tickLength: 4 },
    ticks: {
      maxRotation: 0,
      autoSkip: false,
      callback: (value: number | string) => label(Number(value)),
    },
    afterBuildTicks: (axis) => {
      const most = Math.max(2, Math.floor(axis.width / tickWidthPx));
      const marks = timeTicks({ fromS: axis.min, toS: axis.max }, most, zone);
      stepS = marks.stepS;
      axis.ticks = marks.ticksS.map((value) => ({ value }));
    },
  } satisfies LinearAxis & Record<string, unknown>;
}
