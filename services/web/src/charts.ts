import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  type ChartType,
  type DefaultDataPoint,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);
Chart.defaults.animation = false;
Chart.defaults.maintainAspectRatio = false;
Chart.defaults.font.family = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
Chart.defaults.font.size = 13;

/**
 * A function that draws what the configuration says by now. The chart is made at the first call,
 * when there is something to draw, and from then on updated in place. Chart.js then puts objects
 * of its own into `options.scales`: look them up there anew before changing them.
 */
export function chartOn<T extends ChartType, D = DefaultDataPoint<T>, L = unknown>(
  canvas: HTMLCanvasElement,
  configuration: ChartConfiguration<T, D, L>,
): () => void {
  let chart: Chart<T, D, L> | undefined;
  return () => {
    if (chart) chart.update('none');
    else chart = new Chart(canvas, configuration);
  };
}
