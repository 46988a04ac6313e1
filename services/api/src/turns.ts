/** Ends a turn; it may be called again. */
export type GiveBack = () => void;

/**
 * Lets a limited number work at a time; the others wait in the order they came. Whoever takes
 * longer than `longestMs` goes on, but the next may start.
 */
export class Turns {
  /** The one that came first comes first. */
  readonly #waiting = new Set<() => void>();
  readonly #longestMs: number | undefined;
  readonly #atATime: number;
  #free: number;

  constructor(atATime: number, longestMs?: number) {
    this.#atATime = atATime;
    this.#free = atATime;
    this.#longestMs = longestMs;
  }

  /** How many work now. */
  get taken(): number {
    return this.#atATime - this.#free;
  }

  /**
   * Runs the iteration when its turn comes; the turn ends with the iteration, however that ends.
   * Throws the reason of a signal that is aborted before.
   */
  async *during<T>(iteration: AsyncIterable<T>, signal?: AbortSignal): AsyncGenerator<T> {
    const giveBack = await this.take(signal);
    try {
      yield* iteration;
    } finally {
      giveBack();
    }
  }

  /** A turn, unless it would have to be waited for. */
  takeFree(): GiveBack | undefined {
    if (this.#free === 0) return undefined;
    this.#free -= 1;
    return this.#begin();
  }

  /** A turn when it comes. Throws the reason of a signal that is aborted before. */
  async take(signal?: AbortSignal): Promise<GiveBack> {
    signal?.throwIfAborted();
    return this.takeFree() ?? this.#wait(signal);
  }

  #wait(signal: AbortSignal | undefined): Promise<GiveBack> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve(this.#begin());
      };
      const leave = () => {
        this.#waiting.delete(enter);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave);
      this.#waiting.add(enter);
    });
  }

  #begin(): GiveBack {
    const end = once(() => this.#giveBack());
    const limit = this.#longestMs === undefined ? undefined : setTimeout(end, this.#longestMs);
    return () => {
      clearTimeout(limit);
      end();
    };
  }

  #giveBack(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}
