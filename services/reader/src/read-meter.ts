import type { Clock, Uptime } from '@smer/shared/clock';
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
  /** For how long the line is silent: setting the clock makes it no longer or shorter. */
  readonly uptime: Uptime;
  readonly logger: Logger;
  readonly link: LinkTracker;
  readonly watch: LineWatch;
  readonly decoder: LineDecoder;
  readonly publish: (reading: Reading, raw: Uint8Array) => void;
  /** A recording ends; a meter never does. */
  readonly source: 'serial' | 'tcp' | 'file';
}

/** Turns what happens on the line into readings and a state of the line. */
export class MeterReader implements LineListener {
  readonly #parts: MeterParts;
  #reopening: ReopenReason | undefined;
  #lastOpened = '';

  constructor(parts: MeterParts) {
    this.#parts = parts;
  }

  opened(line: Line): void {
    const { watch, link, source, uptime } = this.#parts;
    const settings = source === 'serial' ? describeSerialSettings(watch.settings) : undefined;
    this.#reopening = undefined;
    this.#parts.decoder.reset();
    watch.opened(uptime());
    link.opened(line.device, settings);
    this.#logOpening(line.device, settings);
  }

  /** A line that is lost again and again would else fill the log. */
  #logOpening(device: string, settings: string | undefined): void {
    const { logger } = this.#parts;
    const opened = `${device} ${settings}`;
    if (opened === this.#lastOpened) logger.debug({ device, settings }, 'line open again');
    else logger.info({ device, settings }, 'line open');
    this.#lastOpened = opened;
  }

  received(bytes: Uint8Array): void {
    const { watch, link, decoder, clock, uptime } = this.#parts;
    watch.bytes(uptime());
    link.received(bytes.length);
    this.#take(decoder.push(bytes, clock(), uptime()));
  }

  tick(): boolean {
    const { source, watch, decoder, uptime } = this.#parts;
    this.#take(decoder.idle(uptime()));
    // A recording may pause for as long as the meter did.
    if (source !== 'file') this.#reopening ??= watch.reopenReason(uptime());
    return this.#reopening !== undefined;
  }

  lost(error: unknown): boolean {
    const { link, logger, watch, decoder, source } = this.#parts;
    this.#take(decoder.idle(Number.MAX_SAFE_INTEGER));
    if (source === 'file' && error === undefined) {
      link.finished();
      logger.info('recording read to its end');
      return true;
    }
    if (this.#reopening) watch.reopening(this.#reopening);
    const trouble = troubleOf({ error, reopening: this.#reopening, source });
    link.waiting(trouble);
    logger.debug({ reason: trouble?.detail }, 'line lost, opening it again');
    return false;
  }

  #take(events: readonly LineEvent[]): void {
    for (const event of events) this.#takeOne(event);
  }

  #takeOne(event: LineEvent): void {
    const { watch, link, logger, publish, uptime } = this.#parts;
    switch (event.kind) {
      case 'reading':
        watch.telegram(uptime());
        publish(event.reading, event.raw);
        link.telegram(
          event.reading.receivedAt,
          event.reading.profile,
          event.reading.warnings.length,
        );
        return;
      case 'rejected':
        if (event.framed) watch.telegram(uptime());
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

interface Loss {
  readonly error: unknown;
  readonly reopening: ReopenReason | undefined;
  readonly source: MeterParts['source'];
}

function troubleOf({ error, reopening, source }: Loss) {
  if (error instanceof LineError) {
    return { trouble: error.trouble, detail: error.message, candidates: error.candidates };
  }
  if (reopening === 'silent') {
    const detail = 'nothing comes in: is the cable in the P1 port, and is the port switched on?';
    return { trouble: 'silent', detail } as const;
  }
  if (reopening === 'unreadable') return undefined;
  if (source === 'tcp') {
    const how = error === undefined ? 'closed' : `lost: ${messageOf(error)}`;
    const detail = `the connection was ${how}; many gateways talk to one program at a time`;
    return { trouble: 'peer-unreachable', detail } as const;
  }
  if (error === undefined) return undefined;
  return { trouble: 'no-device', detail: `the line was lost: ${messageOf(error)}` } as const;
}
