import type { TelegramMessage } from '@smer/shared/contract';
import type { HistoryPage } from '@smer/shared/history-page';
import type { LinkStatus } from '@smer/shared/link';
import type { Reading } from '@smer/shared/reading';

/** 2024-08-16T20:31:50+02:00. */
export const summerEvening = 1_723_833_110;

export const sampleReading = (change: Partial<Reading> = {}): Reading => ({
  meter: 'main',
  identification: 'TST5\\2M550T-1012',
  equipmentIdentifier: 'E0000000000000001',
  version: '50',
  profile: 'dsmr-5',
  timestamp: summerEvening,
  timestampSource: 'meter',
  receivedAt: Date.now(),
  usageWatts: -1800,
  powerImportedW: 0,
  powerExportedW: 1800,
  voltageL1V: 230.1,
  energyImportedT1Wh: 1_000_000,
  mbusDevices: [{ channel: 1, deviceType: 3, medium: 'gas', volumeDm3: 5 }],
  gasDm3: 5,
  otherObjects: [{ reference: '1-0:99.9.9', values: ['x'] }],
  warnings: [],
  ...change,
});

let sequence = 0;

export const sampleTelegram = (change: Partial<Reading> = {}): TelegramMessage => {
  sequence += 1;
  return { bootId: 'boot-1', sequence, reading: sampleReading(change) };
};

/** The same in each message: another one would be a change. */
const readerStartedAt = Date.now() - 60_000;

export const sampleLink = (change: Partial<LinkStatus> = {}): LinkStatus => ({
  meter: 'main',
  source: 'auto',
  device: '/dev/ttyUSB0',
  state: 'reading',
  bytes: 911,
  telegrams: 1,
  rejected: { checksum: 2 },
  lineWarnings: 0,
  reconnects: 0,
  since: readerStartedAt,
  ...change,
});

/** Rows of a page that begins at a time, ten seconds apart; with `next` more pages follow. */
export function samplePage(first: number, rows: number, next?: number): HistoryPage {
  return {
    timestamp: Array.from({ length: rows }, (_, row) => first + row * 10),
    columns: { usageWatts: Array.from({ length: rows }, (_, row) => ((row * 7919) % 6000) - 3000) },
    ...(next === undefined ? {} : { next }),
  };
}
