import type { Chart } from 'chart.js';

/** A line colour that is one above the zero line and another below it. */
export function powerGradient(
  chart: Chart,
  { above, below }: { above: string; below: string },
): CanvasGradient | string {
  const { chartArea, scales, ctx } = chart;
  const scale = scales['y'];
  if (!chartArea || !scale || chartArea.bottom <= chartArea.top) return above;
  const zeroPx = scale.getPixelForValue(0);
  const share = (zeroPx - chartArea.top) / (chartArea.bottom - chartArea.top);
  const zero = Math.min(1, Math.max(0, share));
  const gradient = ctx.createLinearGradient(0, chartArea.top, 0, chartArea.bottom);
  gradient.addColorStop(0, above);
  gradient.addColorStop(zero, above);
  gradient.addColorStop(zero, below);
  gradient.addColorStop(1, below);
  return gradient;
}
