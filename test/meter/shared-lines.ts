import type { MeterValues } from './meter-values.ts';
import { renderDecimal, renderV, renderW, renderWh } from './render-values.ts';

/** Registers by tariff, and the tariff in force. */
export const registerLines = (values: MeterValues): string[] => [
  `1-0:1.8.1(${renderWh(values.energyImportedT1Wh)})`,
  `1-0:1.8.2(${renderWh(values.energyImportedT2Wh)})`,
  `1-0:2.8.1(${renderWh(values.energyExportedT1Wh)})`,
  `1-0:2.8.2(${renderWh(values.energyExportedT2Wh)})`,
  `0-0:96.14.0(${renderDecimal(values.tariffIndicator, 4, 0)})`,
];

export const powerLines = (values: MeterValues): string[] => [
  `1-0:1.7.0(${renderW(values.powerImportedW)})`,
  `1-0:2.7.0(${renderW(values.powerExportedW)})`,
];

export const phasePowerLines = (values: MeterValues): string[] => [
  `1-0:21.7.0(${renderW(values.powerImportedL1W)})`,
  `1-0:41.7.0(${renderW(values.powerImportedL2W)})`,
  `1-0:61.7.0(${renderW(values.powerImportedL3W)})`,
  `1-0:22.7.0(${renderW(values.powerExportedL1W)})`,
  `1-0:42.7.0(${renderW(values.powerExportedL2W)})`,
  `1-0:62.7.0(${renderW(values.powerExportedL3W)})`,
];

/** Voltage and current of each phase; how exactly amperes are told differs by country. */
export const voltageLines = (
  values: MeterValues,
  renderA: (currentA: number) => string,
): string[] => [
  `1-0:32.7.0(${renderV(values.voltageL1V)})`,
  `1-0:52.7.0(${renderV(values.voltageL2V)})`,
  `1-0:72.7.0(${renderV(values.voltageL3V)})`,
  `1-0:31.7.0(${renderA(values.currentL1A)})`,
  `1-0:51.7.0(${renderA(values.currentL2A)})`,
  `1-0:71.7.0(${renderA(values.currentL3A)})`,
];
