import { randomUUID } from 'node:crypto';
import type { Bus } from '@smer/shared/bus';
import { contract } from '@smer/shared/contract';
import type { Reading } from '@smer/shared/reading';
import { ReplayBuffer } from './replay-buffer.ts';

/** NATS refuses a payload over 1 MiB; a page stays well under it. */
const maxReplayPageBytes = 512 * 1024;

/** Publishes each reading, and answers what the last one was and what went before. */
export class ReadingPublisher {
  readonly #bus: Bus;
  readonly #bootId = randomUUID();
  readonly #buffer = new ReplayBuffer();
  #sequence = 0;
  #last: { reading: Reading; raw: Uint8Array } | undefined;

  constructor(bus: Bus) {
    this.#bus = bus;
    bus.answer(contract.replay, ({ bootId, afterSequence = 0 }) => {
      const sequence = bootId === this.#bootId ? afterSequence : 0;
      return { bootId: this.#bootId, ...this.#buffer.after(sequence, maxReplayPageBytes) };
    });
  }

  /** Readings kept for replay. */
  get kept(): number {
    return this.#buffer.size;
  }

  publish(reading: Reading, raw: Uint8Array): void {
    this.#sequence += 1;
    const sequence = this.#sequence;
    this.#bus.publish(contract.telegram, { bootId: this.#bootId, sequence, reading });
    this.#bus.publishBytes(contract.raw, raw);
    this.#buffer.record(sequence, reading);
    this.#keepLast({ reading, raw });
  }

  /** Answers only from the first reading on: until then whoever has one may. */
  #keepLast(last: { reading: Reading; raw: Uint8Array }): void {
    if (!this.#last) {
      this.#bus.answer(contract.current, () => this.#last?.reading ?? last.reading);
      this.#bus.answer(contract.lastRaw, () => toText(this.#last?.raw ?? last.raw));
    }
    this.#last = last;
  }
}

const toText = (raw: Uint8Array) => Buffer.from(raw).toString('latin1');
