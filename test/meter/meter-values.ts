import type { Reading } from '@smer/shared/reading';
import type { RegisterState } from './registers.ts';

export const meterProfiles = ['dsmr-5', 'belgium'] as const;
export type MeterProfile = (typeof meterProfiles)[number];

type Shown =
  | 'meterTime'
  | 'equipmentIdentifier'
  | 'tariffIndicator'
  | 'powerImportedW'
  | 'powerExportedW'
  | `power${'Imported' | 'Exported'}${'L1' | 'L2' | 'L3'}W`
  | `voltage${'L1' | 'L2' | 'L3'}V`
  | `current${'L1' | 'L2' | 'L3'}A`
  | `energy${'Imported' | 'Exported'}${'T1' | 'T2'}Wh`
  | 'gasDm3'
  | 'gasCapturedAt'
  | 'waterDm3'
  | 'waterCapturedAt'
  | 'demandImportedW'
  | 'demandImportedMonthPeakW'
  | 'demandImportedMonthPeakAt';

/** What the meter shows at one instant, under the names and in the units of a reading. */
export type MeterValues = { readonly [Name in Shown]: NonNullable<Reading[Name]> } & {
  /** Oldest first; `closedAt` is the first instant of the next month. */
  readonly closedMonths: readonly { closedAt: number; occurredAt: number; powerW: number }[];
};

interface Setup {
  readonly profile: MeterProfile;
  readonly equipmentIdentifier: string;
  /** How far the meter's clock is ahead of the true time. */
  readonly clockOffsetMs: number;
  readonly instantMs: number;
}

/** Reads the registers as the meter of this profile shows them. */
export function toMeterValues(registers: RegisterState, setup: Setup): MeterValues {
  const clock = (instantS: number) => instantS * 1000 + setup.clockOffsetMs;
  return {
    meterTime: Math.floor((setup.instantMs + setup.clockOffsetMs) / 1000) * 1000,
    equipmentIdentifier: setup.equipmentIdentifier,
    ...powerOf(registers, setup.profile),
    ...energyOf(registers, setup.profile),
    gasDm3: Math.floor(registers.captured.gasMl / 1000),
    gasCapturedAt: clock(registers.captured.atS),
    waterDm3: Math.floor(registers.captured.waterMl / 1000),
    waterCapturedAt: clock(registers.captured.atS),
    demandImportedW: Math.round(registers.quarterHourWs / 900),
    demandImportedMonthPeakW: registers.monthPeak?.powerW ?? 0,
    demandImportedMonthPeakAt: clock(registers.monthPeak?.occurredAtS ?? registers.nowS),
    closedMonths: registers.closedMonths.map((month) => ({
      closedAt: clock(month.closedAtS),
      occurredAt: clock(month.occurredAtS),
      powerW: month.powerW,
    })),
  };
}

function powerOf({ powerW, nowS }: RegisterState, profile: MeterProfile) {
  const [netL1W, netL2W, netL3W] = powerW;
  const netW = netL1W + netL2W + netL3W;
  const l1 = phaseOf(netL1W, gridV(nowS, 0), profile);
  const l2 = phaseOf(netL2W, gridV(nowS, 1), profile);
  const l3 = phaseOf(netL3W, gridV(nowS, 2), profile);
  return {
    powerImportedW: Math.max(netW, 0),
    powerExportedW: Math.max(-netW, 0),
    powerImportedL1W: l1.importedW,
    powerImportedL2W: l2.importedW,
    powerImportedL3W: l3.importedW,
    powerExportedL1W: l1.exportedW,
    powerExportedL2W: l2.exportedW,
    powerExportedL3W: l3.exportedW,
    voltageL1V: l1.voltageV,
    voltageL2V: l2.voltageV,
    voltageL3V: l3.voltageV,
    currentL1A: l1.currentA,
    currentL2A: l2.currentA,
    currentL3A: l3.currentA,
  };
}

/** The street's voltage when this house draws nothing: it sways, each phase on its own. */
const gridV = (instantS: number, phase: number): number =>
  231 + Math.sin(instantS / 211 + 2 * phase) + 0.3 * Math.sin(instantS / 13 + phase);

/** A phase drops by 1 V for each 600 W it draws; Dutch meters tell whole amperes, Belgian ones 0.01 A. */
function phaseOf(netW: number, idleV: number, profile: MeterProfile) {
  const voltageV = Math.round((idleV - netW / 600) * 10) / 10;
  const steps = profile === 'belgium' ? 100 : 1;
  return {
    importedW: Math.max(netW, 0),
    exportedW: Math.max(-netW, 0),
    voltageV,
    currentA: Math.round((Math.abs(netW) / voltageV) * steps) / steps,
  };
}

/** Tariff 1 is the low one in the Netherlands and the high one in Belgium. */
function energyOf(registers: RegisterState, profile: MeterProfile) {
  const { low, normal } = registers;
  const [t1, t2] = profile === 'belgium' ? [normal, low] : [low, normal];
  const inForce = registers.isLowTariff(registers.nowS - 1) ? low : normal;
  return {
    energyImportedT1Wh: Math.floor(t1.importedWs / 3600),
    energyImportedT2Wh: Math.floor(t2.importedWs / 3600),
    energyExportedT1Wh: Math.floor(t1.exportedWs / 3600),
    energyExportedT2Wh: Math.floor(t2.exportedWs / 3600),
    tariffIndicator: inForce === t1 ? 1 : 2,
  };
}
