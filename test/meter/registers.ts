import type { LocalTime } from '@smer/shared/local-time';
import type { TimeZone } from '@smer/shared/time-zone';
import { type DayPlan, planDay } from './load-profile.ts';

const captureEveryS = 300;
const quarterHourS = 900;
const monthsKept = 13;

export interface DemandPeak {
  readonly powerW: number;
  readonly occurredAtS: number;
}

/** The highest quarter hour of a month, known when the month is over. */
export interface ClosedMonth extends DemandPeak {
  readonly closedAtS: number;
}

interface Energy {
  importedWs: number;
  exportedWs: number;
}

/** What there is to read off; the class below without the household behind it. */
export type RegisterState = Pick<
  Registers,
  | 'low'
  | 'normal'
  | 'captured'
  | 'quarterHourWs'
  | 'monthPeak'
  | 'closedMonths'
  | 'nowS'
  | 'powerW'
  | 'isLowTariff'
>;

/**
 * The meter's registers: exactly the sum of what the household drew in each second since the
 * meter was installed, so they go on where they were when the simulation is started again.
 */
export class Registers {
  /** By night and in the weekend, and at other times; in watt-seconds. */
  low: Energy = { importedWs: 0, exportedWs: 0 };
  normal: Energy = { importedWs: 0, exportedWs: 0 };
  gasMl = 0;
  waterMl = 0;
  /** Gas and water as they were when the meter last asked for them. */
  captured = { gasMl: 0, waterMl: 0, atS: 0 };
  quarterHourWs = 0;
  monthPeak: DemandPeak | undefined;
  closedMonths: readonly ClosedMonth[] = [];

  readonly #zone: TimeZone;
  readonly #seed: number;
  #nowS: number;
  #day: { readonly key: string; readonly plan: DayPlan } | undefined;

  constructor(setup: { zone: TimeZone; seed: number; installedAtMs: number }) {
    this.#zone = setup.zone;
    this.#seed = setup.seed;
    this.#nowS = Math.floor(setup.installedAtMs / 1000 / quarterHourS) * quarterHourS;
    this.captured.atS = this.#nowS;
  }

  get nowS(): number {
    return this.#nowS;
  }

  /** Net W of each phase in the second that has just passed. */
  get powerW(): readonly [number, number, number] {
    const { plan, second } = this.#planAt(this.#nowS - 1);
    return [plan.powerL1W[second] ?? 0, plan.powerL2W[second] ?? 0, plan.powerL3W[second] ?? 0];
  }

  isLowTariff(instantS: number): boolean {
    const { year, month, day, hour } = this.#localTime(instantS);
    const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
    return weekday === 0 || weekday === 6 || hour < 7 || hour >= 23;
  }

  advanceTo(instantS: number): void {
    while (this.#nowS < instantS) {
      const nextCaptureS = (Math.floor(this.#nowS / captureEveryS) + 1) * captureEveryS;
      this.#addUpTo(Math.min(instantS, nextCaptureS));
      if (this.#nowS === nextCaptureS) this.#capture();
    }
  }

  /** What a new electricity meter knows; gas and water go on. */
  restartElectricity(): void {
    this.low = { importedWs: 0, exportedWs: 0 };
    this.normal = { importedWs: 0, exportedWs: 0 };
    this.quarterHourWs = 0;
    this.monthPeak = undefined;
    this.closedMonths = [];
  }

  #addUpTo(endS: number): void {
    const { plan, second } = this.#planAt(this.#nowS);
    const energy = this.isLowTariff(this.#nowS) ? this.low : this.normal;
    const lastSecond = second + endS - this.#nowS;
    for (let at = second; at < lastSecond; at += 1) {
      const netW = (plan.powerL1W[at] ?? 0) + (plan.powerL2W[at] ?? 0) + (plan.powerL3W[at] ?? 0);
      if (netW < 0) energy.exportedWs -= netW;
      else {
        energy.importedWs += netW;
        this.quarterHourWs += netW;
      }
      this.gasMl += plan.gasMlPerS[at] ?? 0;
      this.waterMl += plan.waterMlPerS[at] ?? 0;
    }
    this.#nowS = endS;
  }

  #capture(): void {
    this.captured = { gasMl: this.gasMl, waterMl: this.waterMl, atS: this.#nowS };
    if (this.#nowS % quarterHourS === 0) this.#closeQuarterHour();
  }

  #closeQuarterHour(): void {
    const powerW = Math.round(this.quarterHourWs / quarterHourS);
    this.quarterHourWs = 0;
    if (powerW > (this.monthPeak?.powerW ?? -1)) {
      this.monthPeak = { powerW, occurredAtS: this.#nowS };
    }
    const { month: endedMonth } = this.#localTime(this.#nowS - 1);
    if (endedMonth !== this.#localTime(this.#nowS).month) this.#closeMonth();
  }

  #closeMonth(): void {
    if (!this.monthPeak) return;
    const closed = { ...this.monthPeak, closedAtS: this.#nowS };
    this.closedMonths = [...this.closedMonths, closed].slice(-monthsKept);
    this.monthPeak = undefined;
  }

  #planAt(instantS: number): { plan: DayPlan; second: number } {
    const local = this.#localTime(instantS);
    const key = `${local.year}-${local.month}-${local.day}`;
    if (this.#day?.key !== key) this.#day = { key, plan: planDay(local, this.#seed) };
    return { plan: this.#day.plan, second: local.hour * 3600 + local.minute * 60 + local.second };
  }

  #localTime(instantS: number): LocalTime {
    return this.#zone.toLocal(instantS * 1000);
  }
}
