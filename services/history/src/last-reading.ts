import type { Bus } from '@smer/shared/bus';
import { contract, type TelegramMessage } from '@smer/shared/contract';
import type { Reading } from '@smer/shared/reading';

/**
 * The reading that the meter sent last. Answers for it from the first one that came live, or the end
 * of a replay: in the middle of one it would tell of yesterday, beside a reader that knows better.
 */
export class LastReading {
  readonly #bus: Pick<Bus, 'answer'>;
  #last: TelegramMessage | undefined;
  #isAnswering = false;

  constructor(bus: Pick<Bus, 'answer'>) {
    this.#bus = bus;
  }

  get reading(): Reading | undefined {
    return this.#last?.reading;
  }

  record(telegram: TelegramMessage, how: 'live' | 'replayed'): void {
    if (!this.#last || isLater(telegram, this.#last, how)) this.#last = telegram;
    if (how === 'live') this.answer();
  }

  /** To be called at the end of a replay, too. Until there is a reading whoever has one may answer. */
  answer(): void {
    const first = this.#last;
    if (!first || this.#isAnswering) return;
    this.#isAnswering = true;
    this.#bus.answer(contract.current, () => this.#last?.reading ?? first.reading);
  }
}

/** By number within one boot of the reader; no clock tells, as clocks are set back now and then. */
function isLater(telegram: TelegramMessage, last: TelegramMessage, how: 'live' | 'replayed') {
  if (telegram.bootId === last.bootId) return telegram.sequence > last.sequence;
  return how === 'live' || telegram.reading.receivedAt >= last.reading.receivedAt;
}
