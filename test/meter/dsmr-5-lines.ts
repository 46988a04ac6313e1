import type { TimeZone } from '@smer/shared/time-zone';
import type { MeterValues } from './meter-values.ts';
import { renderDecimal, renderDm3, renderOctets, renderTimestamp } from './render-values.ts';
import { phasePowerLines, powerLines, registerLines, voltageLines } from './shared-lines.ts';

const gasIdentifier = 'G0SIMULATED000042';

/** The data lines of a Dutch three-phase meter with a gas meter (DSMR 5.0.2 P1). */
export function dsmr5Lines(values: MeterValues, zone: TimeZone): string[] {
  const ampere = (currentA: number) => `${renderDecimal(currentA, 3, 0)}*A`;
  return [
    '1-3:0.2.8(50)',
    `0-0:1.0.0(${renderTimestamp(values.meterTime, zone)})`,
    `0-0:96.1.1(${renderOctets(values.equipmentIdentifier)})`,
    ...registerLines(values),
    ...powerLines(values),
    '0-0:96.7.21(00006)',
    '0-0:96.7.9(00002)',
    '1-0:99.97.0(2)(0-0:96.7.19)(251104061512W)(0000004210*s)(240731152748S)(0000000347*s)',
    '1-0:32.32.0(00003)',
    '1-0:52.32.0(00001)',
    '1-0:72.32.0(00002)',
    '1-0:32.36.0(00000)',
    '1-0:52.36.0(00000)',
    '1-0:72.36.0(00001)',
    '0-0:96.13.0()',
    ...voltageLines(values, ampere),
    ...phasePowerLines(values),
    '0-1:24.1.0(003)',
    `0-1:96.1.0(${renderOctets(gasIdentifier)})`,
    `0-1:24.2.1(${renderTimestamp(values.gasCapturedAt, zone)})(${renderDm3(values.gasDm3)})`,
  ];
}
