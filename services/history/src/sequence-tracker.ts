import type { ReplayPage } from '@smer/shared/contract';

/** Up to where nothing is missing of what a reader has published since it started. */
export interface ReaderPosition {
  readonly bootId: string;
  readonly sequence: number;
}

/**
 * Finds gaps in what a reader has published, by its boot and the numbers of its telegrams. While
 * a replay is under way, live telegrams go on; they count once the replay has closed the gap.
 */
export class SequenceTracker {
  #position: ReaderPosition | undefined;
  /** The newest telegram that came live, after a gap or not. */
  #newest: ReaderPosition | undefined;

  constructor(position?: ReaderPosition) {
    this.#position = position;
  }

  get position(): ReaderPosition | undefined {
    return this.#position;
  }

  take(bootId: string, sequence: number): 'next' | 'gap' {
    const { bootId: knownBoot, sequence: last = 0 } = this.#position ?? {};
    const follows = bootId === knownBoot && sequence <= last + 1;
    this.#newest = { bootId, sequence };
    if (!follows) return 'gap';
    this.#position = { bootId, sequence: Math.max(last, sequence) };
    return 'next';
  }

  /** What to ask the reader for, page by page; `end` once it has no more. */
  startReplay() {
    const before = this.#newest;
    let reached = this.#position;
    return {
      get position() {
        return reached;
      },
      takePage: ({ bootId, telegrams }: ReplayPage) => {
        const start = reached?.bootId === bootId ? reached.sequence : 0;
        reached = { bootId, sequence: telegrams.at(-1)?.sequence ?? start };
      },
      end: () => {
        // What came live before the question is in the answer, or is not kept by the reader.
        if (reached && before?.bootId === reached.bootId) {
          reached = { ...reached, sequence: Math.max(reached.sequence, before.sequence) };
        }
        this.#position = furthest(this.#position, reached);
      },
    };
  }
}

/** Live telegrams may have come further than the replay; another boot counts anew. */
function furthest(live: ReaderPosition | undefined, replayed: ReaderPosition | undefined) {
  if (!live || live.bootId !== replayed?.bootId) return replayed;
  return live.sequence > replayed.sequence ? live : replayed;
}
