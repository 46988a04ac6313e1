import type { Bus } from '@smer/shared/bus';
import { contract, type TelegramMessage } from '@smer/shared/contract';
import type { Reading } from '@smer/shared/reading';

/** The reading that the meter sent last. Answers for it from the first one on: until then whoever has one may. */
export class LastReading {
  readonly #bus: Pick<Bus, 'answer'>;
  #last: TelegramMessage | undefined;

  constructor(bus: Pick<Bus, 'answer'>) {
    this.#bus = bus;
  }

  get reading(): Reading | undefined {
    return this.#last?.reading;
  }

  record(telegram: TelegramMessage, how: 'live' | 'replayed'): void {
    if (this.#last && !isLater(telegram, this.#last, how)) return;
    if (!this.#last) {
      this.#bus.answer(contract.current, () => this.#last?.reading ?? telegram.reading);
    }
    this.#last = telegram;
  }
}

/** By number within one boot of the reader; no clock tells, as clocks are set back now and then. */
function isLater(telegram: TelegramMessage, last: TelegramMessage, how: 'live' | 'replayed') {
  if (telegram.bootId === last.bootId) return telegram.sequence > last.sequence;
  return how === 'live' || telegram.reading.receivedAt >= last.reading.receivedAt;
}
