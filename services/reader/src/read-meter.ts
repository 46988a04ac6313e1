import type { Clock } from '@smer/shared/clock';
import { messageOf } from '@smer/shared/errors';
import type { Logger } from '@smer/shared/logger';
import type { Reading } from '@smer/shared/reading';
import type { LinkTracker } from './link-tracker.ts';
import type { LineDecoder, LineEvent } from './p1/decode-line.ts';
import type { LineListener } from './source/keep-open.ts';
import { type Line, LineError } from './source/line.ts';
import type { LineWatch, ReopenReason } from './source/line-watch.ts';
import { describeSerialSettings } from './source/serial-settings.ts';

export interface MeterParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly link: LinkTracker;
  readonly watch: LineWatch;
  readonly decoder: LineDecoder;
  readonly publish: (reading: Reading, raw: Uint8Array) => void;
  readonly serial: boolean;
  /** A recording ends; a meter never does. */
  readonly endless: boolean;
}

/** Turns what happens on the line into readings and a state of the line. */
export class MeterReader implements LineListener {
  readonly #parts: MeterParts;
  #reopening: ReopenReason | undefined;

  constructor(parts: MeterParts) {
    this.#parts = parts;
  }

  opened(line: Line): void {
    const { watch, link, logger, serial, clock } = this.#parts;
    const settings = serial ? describeSerialSettings(watch.settings) : undefined;
    this.#reopening = undefined;
    this.#parts.decoder.reset();
    watch.opened(clock());
    link.opened(line.device, settings);
    logger.info({ device: line.device, settings }, 'line open');
  }

  received(bytes: Uint8Array): void {
    const now = this.#parts.clock();
    this.#parts.watch.bytes(now);
    this.#parts.link.received(bytes.length);
    this.#take(this.#parts.decoder.push(bytes, now), now);
  }

  tick(): boolean {
    const now = this.#parts.clock();
    this.#take(this.#parts.decoder.idle(now), now);
    // A recording may pause for as long as the meter did.
    if (this.#parts.endless) this.#reopening ??= this.#parts.watch.reopenReason(now);
    return this.#reopening !== undefined;
  }

  lost(error: unknown): boolean {
    const { link, logger, watch, endless } = this.#parts;
    this.#take(this.#parts.decoder.idle(Number.MAX_SAFE_INTEGER), this.#parts.clock());
    if (!endless && error === undefined) {
      link.finished();
      logger.info('recording read to its end');
      return true;
    }
    if (this.#reopening) watch.reopening(this.#reopening);
    const trouble = troubleOf(error, this.#reopening);
    link.waiting(trouble);
    logger.debug({ reason: trouble?.detail }, 'line lost, opening it again');
    return false;
  }

  #take(events: readonly LineEvent[], now: number): void {
    for (const event of events) this.#takeOne(event, now);
  }

  #takeOne(event: LineEvent, now: number): void {
    const { watch, link, logger, publish } = this.#parts;
    switch (event.kind) {
      case 'reading':
        watch.telegram(now);
        publish(event.reading, event.raw);
        link.telegram(
          event.reading.receivedAt,
          event.reading.profile,
          event.reading.warnings.length,
        );
        return;
      case 'rejected':
        link.rejected(event.cause);
        logger.debug({ cause: event.cause, bytes: event.bytes, detail: event.detail }, 'rejected');
        return;
      case 'trouble':
        if (event.trouble === 'wrong-speed') watch.wrongSettings();
        link.troubled(event);
        return;
    }
  }
}

function troubleOf(error: unknown, reopening: ReopenReason | undefined) {
  if (error instanceof LineError) {
    return { trouble: error.trouble, detail: error.message, candidates: error.candidates };
  }
  if (reopening === 'silent') {
    const detail = 'nothing comes in: is the cable in the P1 port, and is the port switched on?';
    return { trouble: 'silent', detail } as const;
  }
  if (reopening === 'unreadable' || error === undefined) return undefined;
  return { trouble: 'no-device', detail: `the line was lost: ${messageOf(error)}` } as const;
}
