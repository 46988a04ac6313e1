import type { Plugin } from 'chart.js';

/** A Chart.js plugin: a thin upright line through the moment whose values are shown. */
export const crosshair = (colour: () => string): Plugin<'line'> => ({
  id: 'crosshair',
  beforeDatasetsDraw: (chart) => {
    const active = chart.getActiveElements()[0];
    if (!active) return;
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.strokeStyle = colour();
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(active.element.x, chartArea.top);
    ctx.lineTo(active.element.x, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  },
});
