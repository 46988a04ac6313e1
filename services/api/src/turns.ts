/**
 * Lets a limited number work at a time; the others wait in the order they came. Whoever takes
 * longer than `longestMs` goes on, but the next may start.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #longestMs: number | undefined;
  #free: number;

  constructor(atATime: number, longestMs?: number) {
    this.#free = atATime;
    this.#longestMs = longestMs;
  }

  /** Runs the iteration when its turn comes; the turn ends with the iteration, however that ends. */
  async *during<T>(iteration: AsyncIterable<T>): AsyncGenerator<T> {
    await this.#take();
    const end = once(() => this.#giveBack());
    const limit = this.#longestMs === undefined ? undefined : setTimeout(end, this.#longestMs);
    try {
      yield* iteration;
    } finally {
      clearTimeout(limit);
      end();
    }
  }

  async #take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}
