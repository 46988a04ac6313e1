import type { HealthReport } from '@smer/shared/health-report';
import type { LinkStatus } from '@smer/shared/link';
import type { Silence } from './api-client.ts';
import { isTroubleKind } from './trouble-words.ts';

export type TroubleKind =
  | Silence
  | HealthReport['problems'][number]['code']
  | 'history-catching-up'
  | 'recording-missing'
  | 'recording-ended';

/** Something that keeps figures from being right, and the facts its words need. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly candidates?: readonly string[];
  readonly device?: string;
}

const consequences: readonly TroubleKind[] = ['no-telegram-yet', 'stale'];

/**
 * The troubles worth telling, the cause before all. What merely follows from another is left out:
 * a missing bus makes all parts look missing, and a line in trouble brings no telegram.
 */
export function troublesOf(health: HealthReport | Silence): Trouble[] {
  if (typeof health === 'string') return [{ kind: health }];
  const kinds = health.problems.map(({ code }) => code).filter(isTroubleKind);
  return withoutConsequences(kinds).map((kind) => describe(refine(kind, health), health));
}

/**
 * What of the line bears upon the troubles: they may have changed where this has. A line that is
 * opened and lost twice a second, as by a gateway that is busy, changes nothing.
 */
export function troubleOfLine({ trouble, device, candidates, state }: LinkStatus): string {
  const brings = state === 'reading' || state === 'finished' ? state : 'no telegram';
  return JSON.stringify([trouble, device, candidates, brings]);
}

/** A history that answers, but not yet with data, is about to return by itself; a file has no cable. */
function refine(kind: TroubleKind, { parts, link }: HealthReport): TroubleKind {
  const history = parts.find(({ service }) => service === 'history');
  if (kind === 'history-missing' && history?.missing === false) return 'history-catching-up';
  if (kind === 'link-no-device' && link?.source.startsWith('file:')) return 'recording-missing';
  return consequences.includes(kind) && link?.state === 'finished' ? 'recording-ended' : kind;
}

function withoutConsequences(kinds: readonly TroubleKind[]): TroubleKind[] {
  if (kinds.includes('bus-missing')) return ['bus-missing'];
  const causes = kinds.filter((kind) => !consequences.includes(kind));
  const explained = causes.some((kind) => kind === 'reader-missing' || kind.startsWith('link-'));
  const told = explained ? causes : kinds;
  return [...new Set(told)].sort((a, b) => rank(a) - rank(b));
}

const rank = (kind: TroubleKind) => (kind.startsWith('history-') ? 1 : 0);

function describe(kind: TroubleKind, health: HealthReport): Trouble {
  const link: LinkStatus | undefined = health.link;
  return {
    kind,
    ...(kind === 'link-several-devices' && link?.candidates ? { candidates: link.candidates } : {}),
    ...(kind.startsWith('link-') && link?.device ? { device: link.device } : {}),
  };
}
