import type { Bus } from '@smer/shared/bus';
import { contract } from '@smer/shared/contract';
import type { Reading } from '@smer/shared/reading';

/** The reading that was received last. Answers for it from the first one on: until then whoever has one may. */
export class LastReading {
  readonly #bus: Pick<Bus, 'answer'>;
  #reading: Reading | undefined;

  constructor(bus: Pick<Bus, 'answer'>) {
    this.#bus = bus;
  }

  get reading(): Reading | undefined {
    return this.#reading;
  }

  record(reading: Reading): void {
    if (this.#reading && reading.receivedAt < this.#reading.receivedAt) return;
    if (!this.#reading) this.#bus.answer(contract.current, () => this.#reading ?? reading);
    this.#reading = reading;
  }
}
