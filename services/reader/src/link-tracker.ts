import type { LineTrouble, LinkStatus, RejectionCause } from '@smer/shared/link';

/** Which meter, which source and since when. */
export interface LinkIdentity {
  readonly meter: string;
  readonly source: string;
  /** Asked anew each time: the clock may be set while the reader runs. */
  readonly since: () => number;
}

interface Trouble {
  readonly trouble: LineTrouble;
  readonly detail: string;
  readonly candidates?: readonly string[];
}

/** One telegram may be spoilt on any line; so many, and no good one between, are the line's own fault. */
const tooManySpoilt = 5;
const disturbed: Trouble = {
  trouble: 'noise',
  detail:
    'All telegrams arrive damaged: check the plug, try a shorter cable or another USB port, away from other cables',
};
const stripped: Trouble = {
  trouble: 'no-checksum',
  detail:
    'The telegrams come without the checksum that this meter sends: a gateway or converter takes it off; let it pass telegrams on unchanged',
};
const spoiltBy: Partial<Record<RejectionCause, Trouble>> = {
  checksum: disturbed,
  cut: disturbed,
  'checksum-missing': stripped,
};

/** Why a line can't be opened: over once it is. */
const unopened: ReadonlySet<LineTrouble> = new Set([
  'no-device',
  'several-devices',
  'no-permission',
  'device-busy',
]);

/** Counts what happens on the line, and tells when its state changed. */
export class LinkTracker {
  readonly #identity: LinkIdentity;
  readonly #onChange: () => void;
  readonly #rejected = new Map<RejectionCause, number>();
  #state: LinkStatus['state'] = 'searching';
  #device: string | undefined;
  #serial: string | undefined;
  #profile: string | undefined;
  #trouble: Trouble | undefined;
  #bytes = 0;
  #telegrams = 0;
  #lineWarnings = 0;
  #openings = 0;
  /** What spoilt the last telegrams since a good one. */
  #spoiltBy: readonly Trouble[] = [];
  #lastTelegramAt: number | undefined;

  constructor(identity: LinkIdentity, onChange: () => void) {
    this.#identity = identity;
    this.#onChange = onChange;
  }

  opened(device: string, serial: string | undefined): void {
    this.#openings += 1;
    this.#device = device;
    this.#serial = serial;
    this.#state = 'open';
    if (this.#trouble && unopened.has(this.#trouble.trouble)) this.#trouble = undefined;
    this.#onChange();
  }

  /** Bytes are no telegram yet: a gateway that is busy says so, and closes the connection. */
  received(bytes: number): void {
    this.#bytes += bytes;
  }

  telegram(now: number, profile: string, warnings: number): void {
    this.#telegrams += 1;
    this.#spoiltBy = [];
    this.#lineWarnings += warnings;
    this.#lastTelegramAt = now;
    const changed = this.#state !== 'reading' || this.#profile !== profile || !!this.#trouble;
    this.#state = 'reading';
    this.#profile = profile;
    this.#trouble = undefined;
    if (changed) this.#onChange();
  }

  rejected(cause: RejectionCause): void {
    this.#rejected.set(cause, (this.#rejected.get(cause) ?? 0) + 1);
    const trouble = spoiltBy[cause];
    if (!trouble) return;
    this.#spoiltBy = [...this.#spoiltBy, trouble].slice(-tooManySpoilt);
    if (this.#spoiltBy.length === tooManySpoilt) this.troubled(mostOf(this.#spoiltBy));
  }

  /** The line carries something that can't be read. */
  troubled(trouble: Trouble): void {
    const changed = this.#trouble?.trouble !== trouble.trouble;
    this.#trouble = trouble;
    if (changed) this.#onChange();
  }

  /** The line is closed and will be opened again. */
  waiting(trouble: Trouble | undefined): void {
    const changed = this.#state !== 'waiting' || this.#trouble?.trouble !== trouble?.trouble;
    this.#state = 'waiting';
    if (trouble) this.#trouble = trouble;
    if (changed) this.#onChange();
  }

  /** A recording was read to its end. */
  finished(): void {
    this.#state = 'finished';
    this.#onChange();
  }

  status(): LinkStatus {
    return {
      ...this.#identity,
      since: this.#identity.since(),
      state: this.#state,
      device: this.#device,
      serial: this.#serial,
      profile: this.#profile,
      ...describeTrouble(this.#trouble),
      bytes: this.#bytes,
      telegrams: this.#telegrams,
      rejected: Object.fromEntries(this.#rejected) as LinkStatus['rejected'],
      lineWarnings: this.#lineWarnings,
      reconnects: Math.max(this.#openings - 1, 0),
      lastTelegramAt: this.#lastTelegramAt,
    };
  }
}

function mostOf(troubles: readonly Trouble[]): Trouble {
  const ofStripped = troubles.filter((trouble) => trouble === stripped).length;
  return 2 * ofStripped > troubles.length ? stripped : disturbed;
}

function describeTrouble(trouble: Trouble | undefined) {
  if (!trouble) return {};
  const { candidates = [] } = trouble;
  return {
    trouble: trouble.trouble,
    detail: trouble.detail,
    candidates: candidates.length === 0 ? undefined : [...candidates],
  };
}
