import type { TimeZone } from '@smer/shared/time-zone';
import type { MeterValues } from './meter-values.ts';
import {
  renderDecimal,
  renderDm3,
  renderOctets,
  renderTimestamp,
  renderW,
} from './render-values.ts';
import { phasePowerLines, powerLines, registerLines, voltageLines } from './shared-lines.ts';

const gasIdentifier = '7SIMG0000000042';
const waterIdentifier = '8SIMW0000000042';

/** The data lines of a Belgian three-phase meter with gas, water and peak demand (eMUCS-P1 1.7.1). */
export function belgiumLines(values: MeterValues, zone: TimeZone): string[] {
  const ampere = (currentA: number) => `${renderDecimal(Math.round(currentA * 100), 5, 2)}*A`;
  const time = (instantMs: number) => `(${renderTimestamp(instantMs, zone)})`;
  return [
    '0-0:96.1.4(50217)',
    `0-0:96.1.1(${renderOctets(values.equipmentIdentifier)})`,
    `0-0:1.0.0${time(values.meterTime)}`,
    ...registerLines(values),
    `1-0:1.4.0(${renderW(values.demandImportedW)})`,
    `1-0:1.6.0${time(values.demandImportedMonthPeakAt)}(${renderW(values.demandImportedMonthPeakW)})`,
    peaksLine(values, time),
    ...powerLines(values),
    ...phasePowerLines(values),
    ...voltageLines(values, ampere),
    '0-0:96.3.10(1)',
    '0-0:17.0.0(999.9*kW)',
    '1-0:31.4.0(999*A)',
    '0-0:96.13.0()',
    '0-1:24.1.0(003)',
    `0-1:96.1.1(${renderOctets(gasIdentifier)})`,
    '0-1:24.4.0(1)',
    `0-1:24.2.3${time(values.gasCapturedAt)}(${renderDm3(values.gasDm3)})`,
    '0-2:24.1.0(007)',
    `0-2:96.1.1(${renderOctets(waterIdentifier)})`,
    `0-2:24.2.1${time(values.waterCapturedAt)}(${renderDm3(values.waterDm3)})`,
  ];
}

function peaksLine({ closedMonths }: MeterValues, time: (instantMs: number) => string): string {
  const peaks = closedMonths.map(
    (month) => `${time(month.closedAt)}${time(month.occurredAt)}(${renderW(month.powerW)})`,
  );
  return `0-0:98.1.0(${peaks.length})(1-0:1.6.0)(1-0:1.6.0)${peaks.join('')}`;
}
