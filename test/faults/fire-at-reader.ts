import { connectBus } from '@smer/shared/connect-bus';
import { contract, type TelegramMessage } from '@smer/shared/contract';
import { createLogger } from '@smer/shared/logger';
import { type Carrier, carryLine } from '../support/carry-line.ts';
import { startLineServer } from '../support/start-line-server.ts';
import { startNatsServer } from '../support/start-nats-server.ts';
import { startService } from '../support/start-service.ts';
import { waitFor } from '../support/wait-for.ts';
import { telegram911 } from './telegram-911.ts';

export interface Damage {
  /** Shots after which the telegram behind was not published. */
  readonly stopped: number;
  /** Readings published that are not, in every field, those of a telegram nobody touched. */
  readonly wrong: number;
  /** Whether the process ended. */
  readonly ended: boolean;
}

/** Powers that mark the telegrams before and behind all shots. */
export const beforeW = 99_999;
const behindW = 99_998;

/**
 * Sends shots to a running reader, each followed by a telegram with a power of its own, and tells
 * from what the reader publishes what they did. A shot that still says what `telegram911(beforeW)`
 * says may be read or not.
 */
export async function fireAtReader(carrier: Carrier, shots: readonly Buffer[]): Promise<Damage> {
  await using line = await startLineServer();
  await using nats = await startNatsServer();
  await using carried = await carryLine(carrier, line);
  await using witness = watchTelegrams(nats.url);
  await using reader = startService('reader', {
    NATS_URL: nats.url,
    P1_SOURCE: carried.source,
    P1_CLOCK: 'meter',
    LOG_LEVEL: 'warn',
  });
  let ended = false;
  void reader.exited.then(() => {
    ended = true;
  });
  const first = await waitFor('the first reading', () => {
    if (witness.published.length === 0) line.send(telegram911(beforeW));
    return witness.published[0];
  });
  for (const [index, shot] of shots.entries()) {
    line.send(shot);
    line.send(telegram911(index));
  }
  line.send(telegram911(behindW));
  const isOver = () => ended || witness.published.at(-1)?.reading.usageWatts === behindW;
  // A reader that has stopped for good never gets there; what it missed is counted below.
  await waitFor('the last reading', isOver, { timeoutMs: 30_000 }).catch(() => undefined);
  return { ...assess(witness.published, first, shots.length), ended };
}

function watchTelegrams(servers: string) {
  const logger = createLogger('witness', 'silent');
  const bus = connectBus({ servers, name: 'witness', meter: 'main', logger });
  const published: TelegramMessage[] = [];
  bus.subscribe(contract.telegram, (message) => published.push(message));
  return { published, [Symbol.asyncDispose]: () => bus.close() };
}

function assess(published: readonly TelegramMessage[], first: TelegramMessage, shots: number) {
  const textOf = (powerImportedW: number) =>
    JSON.stringify({ ...first.reading, powerImportedW, usageWatts: powerImportedW });
  const seen = new Set(published.map(({ reading }) => JSON.stringify(reading)));
  const behindShots = Array.from({ length: shots }, (_, index) => textOf(index));
  const right = new Set([...behindShots, textOf(beforeW), textOf(behindW)]);
  // Messages that are not of the agreed shape never get here; the numbering tells of them.
  const numbered = (published.at(-1)?.sequence ?? 0) - first.sequence + 1;
  const misshapen = numbered - published.length;
  const wrong = [...seen].filter((text) => !right.has(text)).length + misshapen;
  return { stopped: behindShots.filter((text) => !seen.has(text)).length, wrong };
}
