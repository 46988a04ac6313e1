import type { Chart, Plugin } from 'chart.js';

export interface DragZoomOptions {
  /** The values of the x scale between which was dragged. */
  readonly onSelect: (one: number, other: number) => void;
  readonly onReturn: () => void;
  readonly colour: () => string;
}

const shortestDragPx = 8;

/** A Chart.js plugin: drag with mouse or pen to choose a piece of the x axis, double click to return. */
export function dragZoom({ onSelect, onReturn, colour }: DragZoomOptions): Plugin<'line'> {
  let startPx: number | undefined;
  let endPx: number | undefined;

  const listen = (chart: Chart) => {
    const { canvas } = chart;
    const withinArea = ({ offsetX }: PointerEvent) =>
      Math.min(chart.chartArea.right, Math.max(chart.chartArea.left, offsetX));
    canvas.addEventListener('pointerdown', (event) => {
      // A finger scrolls the page and shows values; it zooms with the buttons.
      if (event.button !== 0 || event.pointerType === 'touch') return;
      startPx = withinArea(event);
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('pointermove', (event) => {
      if (startPx === undefined) return;
      endPx = withinArea(event);
      chart.draw();
    });
    canvas.addEventListener('pointerup', () => {
      const [one, other] = [startPx, endPx];
      startPx = undefined;
      endPx = undefined;
      chart.draw();
      if (one === undefined || other === undefined) return;
      if (Math.abs(other - one) >= shortestDragPx)
        onSelect(valueAt(chart, one), valueAt(chart, other));
    });
    canvas.addEventListener('dblclick', onReturn);
  };

  return {
    id: 'dragZoom',
    install: listen,
    afterDraw: (chart) => {
      if (startPx === undefined || endPx === undefined) return;
      const { top, bottom } = chart.chartArea;
      chart.ctx.save();
      chart.ctx.fillStyle = colour();
      chart.ctx.fillRect(Math.min(startPx, endPx), top, Math.abs(endPx - startPx), bottom - top);
      chart.ctx.restore();
    },
  };
}

const valueAt = (chart: Chart, px: number) => chart.scales['x']?.getValueForPixel(px) ?? 0;
