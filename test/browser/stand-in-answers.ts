import type { InstanceStatus } from '@smer/shared/contract';
import type {
  DemandAnswer,
  EnergyBucket,
  EnergyPage,
  EnergyPeriod,
} from '@smer/shared/history-page';
import type { LineTrouble, LinkStatus } from '@smer/shared/link';
import type { Reading } from '@smer/shared/reading';
import { createTimeZone, type LocalTime } from '@smer/shared/time-zone';
import { energyOf, type House, isLowHour, usageW } from './simulated-house.ts';

export const zone = createTimeZone('Europe/Amsterdam');
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
    timestampSource: 'meter',
    meterTime: atS * 1000,
    receivedAt: atS * 1000 + 120,
    usageWatts: powerW,
    powerImportedW: imported,
    powerExportedW: exported,
    ...phaseFigures(house, powerW, atS),
    energyImportedT1Wh: 4_200_000 + days * 4100,
    energyImportedT2Wh: 5_100_000 + days * 5200,
    energyExportedT1Wh: 1_100_000 + days * 1300,
    energyExportedT2Wh: 2_900_000 + days * 6900,
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

/** Pieces of [from, to) seconds ago in which nothing was read. */
const gapsAgoS = [
  [5_400, 4_200],
  [60_000, 52_000],
] as const;

export interface HistoryQuestion {
  readonly fromS?: number | undefined;
  readonly toS: number;
  readonly points: number;
}

/** Rows of `/api/history` with buckets, as 31 days of memory hold them. */
export function historyAnswer(house: House, nowS: number, { fromS, toS, points }: HistoryQuestion) {
  const oldestS = nowS - 31 * dayS;
  const startS = Math.max(fromS ?? oldestS, oldestS);
  const endS = Math.min(toS, nowS + 1);
  const bucketSeconds = Math.max(10, Math.ceil((endS - startS) / points / 10) * 10);
  const readings = [];
  for (
    let atS = Math.ceil(startS / bucketSeconds) * bucketSeconds;
    atS < endS;
    atS += bucketSeconds
  ) {
    const agoS = nowS - atS;
    if (gapsAgoS.some(([before, after]) => agoS <= before && agoS > after)) continue;
    readings.push(bucketRow(house, atS, bucketSeconds));
  }
  return { bucketSeconds, readings };
}

function bucketRow(house: House, atS: number, bucketSeconds: number) {
  const count = Math.min(12, bucketSeconds / 10);
  const powers = Array.from({ length: count }, (_, index) =>
    usageW(house, atS + Math.floor((index * bucketSeconds) / count / 10) * 10),
  );
  const meanW = Math.round(powers.reduce((sum, powerW) => sum + powerW, 0) / count);
  const row = {
    date: zone.toIso(atS * 1000),
    timestamp: atS,
    usageWatts: meanW,
    usageWattsMin: Math.min(...powers),
    usageWattsMax: Math.max(...powers),
  };
  if (house.phases === 1) return row;
  return {
    ...row,
    powerL1W: Math.round(meanW * 0.55),
    powerL2W: Math.round(meanW * 0.3),
    powerL3W: Math.round(meanW * 0.15),
  };
}

const midnight = { hour: 0, minute: 0, second: 0 };

/** Buckets of the local calendar that overlap [fromS, toS) and have begun. */
export function energyAnswer(
  house: House,
  nowS: number,
  { period, fromS, toS }: { period: EnergyPeriod; fromS: number; toS: number },
): EnergyPage {
  const buckets: EnergyBucket[] = [];
  for (let start = periodStart(period, fromS); start < Math.min(toS, nowS); ) {
    const end = nextPeriod(period, start);
    buckets.push(energyBucketOf(house, { start, end, nowS }));
    start = end;
  }
  return { period, zone: zone.name, buckets };
}

function energyBucketOf(
  house: House,
  { start, end, nowS }: { start: number; end: number; nowS: number },
): EnergyBucket {
  const used = energyOf(house, start, Math.min(end, nowS));
  return {
    start,
    end,
    energyImportedT1Wh: Math.round(used.importedT1),
    energyImportedT2Wh: Math.round(used.importedT2),
    energyExportedT1Wh: Math.round(used.exportedT1),
    energyExportedT2Wh: Math.round(used.exportedT2),
    energyImportedWh: Math.round(used.importedT1 + used.importedT2),
    energyExportedWh: Math.round(used.exportedT1 + used.exportedT2),
    ...(house.hasGas ? { gasDm3: Math.round(used.gasDm3) } : {}),
    coverage: Math.min(1, (nowS - start) / (end - start)),
  };
}

function periodStart(period: EnergyPeriod, atS: number): number {
  const local = zone.toLocal(atS * 1000);
  const startOfDayS = zone.toInstant({ ...local, ...midnight }) / 1000;
  switch (period) {
    case 'quarter':
      return atS - (atS % 900);
    case 'hour':
      return atS - (atS % 3600);
    case 'day':
      return startOfDayS;
    case 'week':
      return startOfDayS - ((new Date((startOfDayS + 43_200) * 1000).getUTCDay() + 6) % 7) * dayS;
    case 'month':
      return zone.toInstant({ ...local, day: 1, ...midnight }) / 1000;
    case 'year':
      return zone.toInstant({ ...local, month: 1, day: 1, ...midnight }) / 1000;
  }
}

function nextPeriod(period: EnergyPeriod, startS: number): number {
  if (period === 'quarter') return startS + 900;
  if (period === 'hour') return startS + 3600;
  const local: LocalTime = zone.toLocal(startS * 1000);
  const moved = {
    day: { ...local, day: local.day + 1 },
    week: { ...local, day: local.day + 7 },
    month: { ...local, month: local.month + 1 },
    year: { ...local, year: local.year + 1 },
  }[period];
  return zone.toInstant(moved) / 1000;
}

export function demandAt(house: House, nowS: number): DemandAnswer {
  const quarterStart = nowS - (nowS % 900);
  const passedS = Math.max(10, nowS - quarterStart);
  const used = energyOf(house, quarterStart, quarterStart + passedS);
  const usedWh = used.importedT1 + used.importedT2;
  const month = (ago: number) => zone.toIso((nowS - ago * 30.4 * dayS) * 1000).slice(0, 7);
  return {
    source: house.profile === 'belgium' ? 'meter' : 'counters',
    quarterStart,
    averageW: Math.round((usedWh * 3600) / passedS),
    projectedW: Math.round(usedWh * 4 + Math.max(0, usageW(house, nowS)) * ((900 - passedS) / 900)),
    monthPeak: { month: month(0), powerW: 4_310, occurredAt: (nowS - 5 * dayS) * 1000 },
    peaks: [11, 8, 5, 3, 2, 1].map((ago) => ({ month: month(ago), powerW: 3_500 + ago * 130 })),
  };
}

export const troubleCandidates = [
  '/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0',
  '/dev/serial/by-id/usb-ITEAD_SONOFF_Zigbee_3.0_USB_Dongle_Plus_V2-if00',
];

export function linkAt(nowS: number, trouble?: LineTrouble): LinkStatus {
  return {
    meter: 'main',
    source: 'auto',
    ...(trouble?.endsWith('-device') || trouble?.endsWith('-devices')
      ? {}
      : { device: '/dev/ttyUSB0' }),
    state: trouble ? 'searching' : 'reading',
    serial: '115200-8N1',
    profile: 'dsmr-5',
    ...(trouble ? { trouble, detail: `line: ${trouble}` } : {}),
    ...(trouble === 'several-devices' ? { candidates: troubleCandidates } : {}),
    bytes: 734_003_200,
    telegrams: 812_345,
    rejected: {
      noise: 0,
      checksum: 12,
      'checksum-missing': 0,
      cut: 3,
      oversize: 0,
      timeout: 0,
      'not-a-telegram': 0,
      decryption: 0,
      'replayed-frame': 0,
      implausible: 0,
    },
    lineWarnings: 0,
    reconnects: 2,
    ...(trouble ? {} : { lastTelegramAt: nowS * 1000 }),
    since: (nowS - 9 * dayS) * 1000,
  };
}

export function instanceOf(service: InstanceStatus['service'], nowS: number): InstanceStatus {
  const dump = {
    lastDumpAt: (nowS - 2 * dayS) * 1000,
    lastDumpReadings: 250_560,
    samples: 267_840,
  };
  return {
    service,
    instance: `${service}-1`,
    version: '1.0.0',
    startedAt: (nowS - 9 * dayS) * 1000,
    meter: 'main',
    ready: true,
    counters: service === 'history' ? dump : {},
  };
}

export const rawTelegram = [
  '/ISK5\\2M550T-1012',
  '',
  '1-3:0.2.8(50)',
  '0-0:1.0.0(260617143210S)',
  '0-0:96.1.1(4530303437303037363132333435363738)',
  '1-0:1.8.1(004215.310*kWh)',
  '1-0:1.8.2(005127.902*kWh)',
  '0-0:96.14.0(0002)',
  '1-0:1.7.0(00.000*kW)',
  '1-0:2.7.0(01.482*kW)',
  '0-0:96.13.0()',
  '0-1:24.1.0(003)',
  '0-1:96.1.0(4730303632303033393837363534333231)',
  '0-1:24.2.1(260617143000S)(03141.593*m3)',
  '!4E2B',
  '',
].join('\r\n');
