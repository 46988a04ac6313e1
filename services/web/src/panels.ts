import type { HealthReport } from '@smer/shared/health-report';
import type { LinkStatus } from '@smer/shared/link';
import type { Reading } from '@smer/shared/reading';
import { createBackupPanel } from './backup-panel.ts';
import { createDemandPanel } from './demand-panel.ts';
import { EnergyPanel } from './energy-panel.ts';
import type { Age } from './freshness.ts';
import { HistoryPanel } from './history-panel.ts';
import type { LiveMode } from './live-readings.ts';
import { createLiveStatus } from './live-status.ts';
import { createMeterPanel } from './meter-panel.ts';
import { createNowPanel } from './now-panel.ts';
import type { PageContext } from './page-context.ts';
import { RunForFree } from './run-for-free.ts';
import { createTelegramDialog } from './telegram-dialog.ts';
import type { Trouble } from './trouble.ts';
import { createTroublePanel } from './trouble-panel.ts';

/** Every panel of the page, each told what concerns it. */
export interface Panels {
  show(reading: Reading): void;
  showAge(age: Age, mode: LiveMode): void;
  showLink(link: LinkStatus): void;
  showHealth(health: HealthReport): void;
  showTroubles(troubles: readonly Trouble[]): void;
  /** Fetches anew what is not told by events. */
  refresh(): Promise<unknown>;
  /** Fetches anew what could not be had. */
  retry(): void;
  refreshDemand(): void;
  refreshEnergy(): void;
}

export function createPanels(context: PageContext): Panels {
  const now = createNowPanel(context);
  const free = new RunForFree(context);
  const history = new HistoryPanel(context);
  const energy = new EnergyPanel(context);
  const demand = createDemandPanel(context);
  const meter = createMeterPanel(context);
  const troubles = createTroublePanel(context);
  const status = createLiveStatus(context.words);
  const fetching = [now, history, energy, demand];
  const refresh = () => Promise.all(fetching.map((panel) => panel.refresh()));
  const backup = createBackupPanel(context, () => void refresh());
  createTelegramDialog(context);
  return {
    show: (reading) => {
      for (const panel of [now, free, history, energy, demand, meter]) panel.show(reading);
      if (reading.usageWatts === undefined) return;
      document.title = `${context.format.watts(reading.usageWatts)} · SMER`;
    },
    showAge: (age, mode) => {
      now.showAge(age);
      for (const panel of [free, history, demand]) panel.showStale(age.isStale);
      if (age.isStale) document.title = context.words.title;
      status.show(mode, age.isStale);
    },
    showLink: meter.showLink,
    showHealth: (health) => {
      meter.showHealth(health);
      backup.showHealth(health);
    },
    showTroubles: troubles.show,
    refresh,
    retry: () => {
      for (const panel of fetching) if (panel.question.hasFailed) void panel.refresh();
    },
    refreshDemand: () => void demand.refresh(),
    refreshEnergy: () => void energy.refresh(),
  };
}
