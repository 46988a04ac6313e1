import { randomUUID } from 'node:crypto';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';
import { contract, type InstanceStatus } from './contract.ts';

/** The version all of SMER's services carry. */
export const smerVersion = '1.0.0';

export interface InstanceIdentity {
  readonly service: InstanceStatus['service'];
  readonly meter: string;
  readonly clock: Clock;
  /** Tells replicas apart; made up where not given. */
  readonly instance?: string;
}

/** Answers each call for the health page; `tell` says how this process is at that moment. */
export function startStatus(
  bus: Bus,
  { service, meter, clock, instance = randomUUID() }: InstanceIdentity,
  tell: () => Pick<InstanceStatus, 'ready' | 'detail' | 'counters'>,
): void {
  const startedAt = clock();
  bus.answer(
    contract.status,
    () => ({ service, instance, version: smerVersion, startedAt, meter, ...tell() }),
    { group: false },
  );
}
