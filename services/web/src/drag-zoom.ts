import type { Chart, Plugin } from 'chart.js';

export interface DragZoomOptions {
  /** The values of the x scale between which was dragged. */
  readonly onSelect: (one: number, other: number) => void;
  readonly onReturn: () => void;
  readonly colour: () => string;
}

/** A finger that only wants to see values slides a little. */
const shortestDragPx = { touch: 32, mouse: 8 };

/**
 * A Chart.js plugin: drag to choose a piece of the x axis, double click to return. A finger may do so too on
 * a canvas with `touch-action: pan-y`: one that moves up or down scrolls the page, and the browser takes it away.
 */
export function dragZoom({ onSelect, onReturn, colour }: DragZoomOptions): Plugin<'line'> {
  let startPx: number | undefined;
  let endPx: number | undefined;

  const forget = () => {
    startPx = undefined;
    endPx = undefined;
  };
  const listen = (chart: Chart) => {
    const { canvas } = chart;
    const withinArea = ({ offsetX }: PointerEvent) =>
      Math.min(chart.chartArea.right, Math.max(chart.chartArea.left, offsetX));
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      startPx = withinArea(event);
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('pointermove', (event) => {
      if (startPx === undefined) return;
      endPx = withinArea(event);
      chart.draw();
    });
    canvas.addEventListener('pointercancel', () => {
      forget();
      chart.draw();
    });
    canvas.addEventListener('pointerup', ({ pointerType }) => {
      const [one, other] = [startPx, endPx];
      forget();
      chart.draw();
      if (one === undefined || other === undefined) return;
      const shortestPx = pointerType === 'touch' ? shortestDragPx.touch : shortestDragPx.mouse;
      if (Math.abs(other - one) >= shortestPx) onSelect(valueAt(chart, one), valueAt(chart, other));
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
