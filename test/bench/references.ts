/** What a server did with one kind of request, elsewhere. */
export interface LoadReference {
  readonly perSecond: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
}

/** To be printed above figures that name some of these. */
export const aboutElsewhere =
  '(What is "elsewhere" was measured on one x86 core of another machine. "× the original" compares what each does beside the bare request-reply of its own machine.)';

/** The original program. */
export const original = {
  current: { perSecond: 1_750, p99Ms: 13 },
  minute: { perSecond: 920 },
  tenThousand: { perSecond: 16, p50Ms: 930 },
  latencyMs: 1.9,
  /** Beside four readers of the history. */
  busy: { latencyMs: 1_300, missed: '2 of 20' },
  processorMs: 5,
  memoryMb: 31,
} as const;

/** Its 16 requests a second at a median of 0.93 s tell of so many. */
export const connectionsElsewhere = 16;

/** Bare services on that machine, as those of `bare-api.ts` are. */
export const bareElsewhere = {
  requestReply: { perSecond: 6_800 },
  atHand: { perSecond: 13_600 },
  writtenAnew: { perSecond: 350 },
} as const satisfies Record<string, LoadReference>;
