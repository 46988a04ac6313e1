import type { InstanceStatus } from '@smer/shared/contract';
import type { LinkStatus } from '@smer/shared/link';

/** What `/api/health` says: each part, its instances, and what is wrong. */
export interface Health {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly meter: string;
  readonly lastTelegramAt?: number;
  readonly lastTelegramAgeS?: number;
  readonly staleAfterS: number;
  readonly link?: LinkStatus;
  readonly parts: readonly HealthPart[];
  readonly problems: readonly { readonly code: string; readonly detail: string }[];
}

/** Why there is no answer: nothing is there, or something that is not the API. */
export type Silence = 'server-missing' | 'api-missing';

export interface HealthPart {
  readonly service: InstanceStatus['service'];
  readonly missing: boolean;
  readonly instances: readonly InstanceStatus[];
}
