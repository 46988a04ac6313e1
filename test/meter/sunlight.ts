import type { Random } from './random.ts';

const minutesOfDay = 1440;
const panelsPeakW = 3_300;
/** Between the sun's noon of winter time and of summer time in the Low Countries. */
const noonH = 13.2;

/**
 * What solar panels yield, in W, at each minute of a day and at its end: a bell around noon,
 * higher and wider towards June, with the clouds that `random` sends.
 */
export function sunlightW(dayOfYear: number, random: Random): Float64Array {
  const season = Math.sin((2 * Math.PI * (dayOfYear - 80)) / 365.25);
  const halfDayH = 6 + 2.2 * season;
  const peakW = panelsPeakW * (0.65 + 0.35 * season);
  const clearness = clouds(random);
  return Float64Array.from({ length: minutesOfDay + 1 }, (_, minute) => {
    const fromNoon = (minute / 60 - noonH) / halfDayH;
    if (Math.abs(fromNoon) >= 1) return 0;
    return peakW * Math.cos((Math.PI / 2) * fromNoon) ** 1.4 * (clearness[minute] ?? 0);
  });
}

/** How much of the sun comes through at each minute: a drifting mood with passing clouds in it. */
function clouds(random: Random): Float64Array {
  const overcast = random() ** 2;
  let drift = random();
  return Float64Array.from({ length: minutesOfDay + 1 }, () => {
    drift += (random() - drift) * 0.12;
    return Math.max(0.08, 1 - overcast * 1.3 * drift);
  });
}
