import type { Bus } from '@smer/shared/bus';
import { connectBus } from '@smer/shared/connect-bus';
import { contract, type TelegramMessage } from '@smer/shared/contract';
import { createLogger } from '@smer/shared/logger';
import type { Reading } from '@smer/shared/reading';

/** 2024-08-16T20:30:00+02:00. */
export const start = 1_723_833_000;

export const toReading = (timestamp: number, usageWatts = timestamp % 1000): Reading => ({
  meter: 'main',
  identification: 'TST5',
  profile: 'dsmr-5',
  equipmentIdentifier: 'E1',
  timestamp,
  timestampSource: 'meter',
  receivedAt: timestamp * 1000 + 200,
  usageWatts,
  energyImportedT1Wh: 1_000_000 + (timestamp - start),
  energyImportedT2Wh: 2_000_000,
  energyExportedT1Wh: 5,
  energyExportedT2Wh: 6,
  mbusDevices: [],
  otherObjects: [],
  warnings: [],
});

export const everyTenSeconds = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index * 10);

/** A reader of our own: it numbers what it publishes and replays what it was given. */
export class FakeReader {
  readonly bus: Bus;
  readonly bootId: string;
  readonly kept: { sequence: number; reading: Reading }[] = [];

  constructor(url: string, bootId = 'boot-1') {
    this.bootId = bootId;
    this.bus = connectBus({
      servers: url,
      name: 'fake-reader',
      meter: 'main',
      logger: createLogger('test', 'silent'),
    });
  }

  answerReplay(): void {
    this.bus.answer(contract.replay, ({ bootId, afterSequence = 0 }) => {
      const after = bootId === this.bootId ? afterSequence : 0;
      const due = this.kept.filter(({ sequence }) => sequence > after);
      return { bootId: this.bootId, telegrams: due.slice(0, 50), more: due.length > 50 };
    });
  }

  /** Reads a telegram; `lost` ones never reach the bus. */
  read(reading: Reading, { lost = false } = {}): void {
    const sequence = this.kept.length + 1;
    this.kept.push({ sequence, reading });
    const message: TelegramMessage = { bootId: this.bootId, sequence, reading };
    if (!lost) this.bus.publish(contract.telegram, message);
  }
}
