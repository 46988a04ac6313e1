import type { Clock } from '@smer/shared/clock';
import type { Reading } from '@smer/shared/reading';
import { createBackupPanel } from './backup-panel.ts';
import { createDemandPanel } from './demand-panel.ts';
import { EnergyPanel } from './energy-panel.ts';
import type { Health } from './health.ts';
import { createHealthWatch } from './health-watch.ts';
import { HistoryPanel } from './history-panel.ts';
import { type LiveMode, LiveReadings } from './live-readings.ts';
import { createLiveStatus } from './live-status.ts';
import type { MeterClock } from './meter-clock.ts';
import { createMeterPanel } from './meter-panel.ts';
import { createNowPanel } from './now-panel.ts';
import type { PageContext } from './page-context.ts';
import { RunForFree } from './run-for-free.ts';
import { createTelegramDialog } from './telegram-dialog.ts';
import { troublesOf } from './trouble.ts';
import { createTroublePanel } from './trouble-panel.ts';

const demandEveryMs = 30_000;
const energyEveryMs = 300_000;
const ageEveryMs = 1_000;
const defaultStaleAfterS = 60;
const clockJumpMs = 15_000;

/** Brings the panels to life, lets them rest while the page is hidden, and fills the gap on return. */
export function startPage(context: PageContext, meterClock: MeterClock, browser: Clock): void {
  const panels = createPanels(context);
  const freshness = createFreshness(browser);
  let mode: LiveMode = 'connecting';

  const showAge = () => {
    const { ageS, isStale } = freshness.state();
    panels.now.showAge(ageS, isStale);
    panels.free.showStale(isStale);
    panels.status.show(mode, isStale);
  };
  const live = new LiveReadings({
    api: context.api,
    openEvents: () => new EventSource('/api/events'),
    clock: browser,
    onReading: (reading, ageS) => {
      // What was asked for by the browser's clock may be of another day.
      if (meterClock.learn(reading, ageS) > clockJumpMs) panels.refresh();
      freshness.heard(ageS);
      panels.show(reading);
      showAge();
    },
    onLink: (link) => {
      panels.meter.showLink(link);
      void health.check();
    },
    onMode: (changed) => {
      mode = changed;
      showAge();
    },
  });
  const health = createHealthWatch(context.api, (answer) => {
    panels.troubles.show(troublesOf(answer));
    if (answer === 'unreachable') return;
    freshness.staleAfterS = answer.staleAfterS;
    panels.showHealth(answer);
  });

  let timers: ReturnType<typeof setInterval>[] = [];
  const wake = () => {
    live.start();
    health.start();
    panels.refresh();
    timers = [
      setInterval(showAge, ageEveryMs),
      setInterval(() => void panels.demand.refresh(), demandEveryMs),
      setInterval(() => void panels.energy.refresh(), energyEveryMs),
    ];
  };
  const rest = () => {
    live.stop();
    health.stop();
    for (const timer of timers) clearInterval(timer);
    document.title = context.words.title;
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : wake()));
  if (!document.hidden) wake();
}

function createPanels(context: PageContext) {
  const now = createNowPanel(context);
  const free = new RunForFree(context);
  const history = new HistoryPanel(context);
  const energy = new EnergyPanel(context);
  const demand = createDemandPanel(context);
  const meter = createMeterPanel(context);
  const troubles = createTroublePanel(context);
  const status = createLiveStatus(context.words);
  const refresh = () => {
    void now.refresh();
    void history.refresh();
    void energy.refresh();
    void demand.refresh();
  };
  const backup = createBackupPanel(context, refresh);
  createTelegramDialog(context);
  return {
    ...{ now, free, energy, demand, meter, troubles, status, refresh },
    show: (reading: Reading) => {
      for (const panel of [now, free, history, energy, demand, meter]) panel.show(reading);
      document.title = `${context.format.watts(reading.usageWatts)} · SMER`;
    },
    showHealth: (health: Health) => {
      meter.showHealth(health);
      backup.showHealth(health);
    },
  };
}

/** How old the last reading is, by the browser's clock alone. */
function createFreshness(browser: Clock) {
  let readAtMs: number | undefined;
  return {
    staleAfterS: defaultStaleAfterS,
    heard(ageS: number) {
      readAtMs = browser() - ageS * 1000;
    },
    state() {
      const ageS = readAtMs === undefined ? undefined : (browser() - readAtMs) / 1000;
      return { ageS, isStale: ageS !== undefined && ageS > this.staleAfterS };
    },
  };
}
