import type { Reading } from '@smer/shared/reading';
import { type House, isLowHour, usageW } from './simulated-house.ts';
import { demandAt } from './stand-in-history.ts';

const dayS = 86_400;
const epochS = 1_700_000_000;

/** What the reader would make of the telegram of that second. */
export function readingAt(house: House, atS: number): Reading {
  const powerW = usageW(house, atS);
  const imported = Math.max(0, powerW);
  const exported = Math.max(0, -powerW);
  const days = Math.floor((atS - epochS) / dayS);
  return {
    meter: 'main',
    identification: house.profile === 'belgium' ? 'FLU5\\253770234_A' : 'ISK5\\2M550T-1012',
    equipmentIdentifier: 'E0047007612345678',
    version: house.profile === 'belgium' ? '50217' : '50',
    profile: house.profile,
    timestamp: atS,
    timestampSource: house.clockAheadS ? 'reception' : 'meter',
    meterTime: (atS + (house.clockAheadS ?? 0)) * 1000,
    receivedAt: atS * 1000 + 120,
    usageWatts: powerW,
    powerImportedW: imported,
    powerExportedW: exported,
    ...phaseFigures(house, powerW, atS),
    energyImportedT1Wh: 4_200_000 + days * 4100,
    energyImportedT2Wh: 5_100_000 + days * 5200,
    energyExportedT1Wh: house.hasSun ? 1_100_000 + days * 1300 : 0,
    energyExportedT2Wh: house.hasSun ? 2_900_000 + days * 6900 : 0,
    tariffIndicator: isLowHour(atS) === (house.profile === 'belgium') ? 2 : 1,
    ...(house.profile === 'belgium'
      ? { demandImportedW: demandAt(house, atS).averageW, demandImportedMonthPeakW: 4310 }
      : {}),
    powerFailures: 7,
    longPowerFailures: 3,
    powerFailureLog: [{ endedAt: (epochS - 40 * dayS) * 1000, durationS: 5_312 }],
    voltageSagsL1: 2,
    voltageSwellsL1: 0,
    mbusDevices: house.hasGas
      ? [
          {
            channel: 1,
            deviceType: 3,
            medium: 'gas',
            equipmentIdentifier: 'G0062003987654321',
            volumeDm3: 3_141_593 + days * 2_400,
            capturedAt: (atS - (atS % 300)) * 1000,
          },
        ]
      : [],
    otherObjects: [],
    warnings: [],
  };
}

function phaseFigures({ phases }: House, powerW: number, atS: number): Partial<Reading> {
  const share = (part: number) => Math.round(powerW * part);
  const voltage = (phase: number) => Math.round((231 + 2 * Math.sin(atS / 300 + phase)) * 10) / 10;
  const [l1, l2, l3] =
    phases === 1 ? [powerW, 0, 0] : [share(0.55), share(0.3), powerW - share(0.55) - share(0.3)];
  const figures: Partial<Reading> = {
    powerImportedL1W: Math.max(0, l1),
    powerExportedL1W: Math.max(0, -l1),
    voltageL1V: voltage(0),
    currentL1A: Math.round(Math.abs(l1) / 231),
  };
  if (phases === 1) return figures;
  return {
    ...figures,
    powerImportedL2W: Math.max(0, l2),
    powerExportedL2W: Math.max(0, -l2),
    powerImportedL3W: Math.max(0, l3),
    powerExportedL3W: Math.max(0, -l3),
    voltageL2V: voltage(2),
    voltageL3V: voltage(4),
    currentL2A: Math.round(Math.abs(l2) / 231),
    currentL3A: Math.round(Math.abs(l3) / 231),
  };
}
