import { randomUUID } from 'node:crypto';
import type { Bus } from './bus.ts';
import { type Clock, systemUptime, type Uptime } from './clock.ts';
import { contract, type InstanceStatus } from './contract.ts';
import { startInstant } from './start-instant.ts';

/** The version all of SMER's services carry. */
export const smerVersion = '1.0.0';

export interface InstanceIdentity {
  readonly service: InstanceStatus['service'];
  readonly meter: string;
  readonly clock: Clock;
  readonly uptime?: Uptime;
  /** Tells replicas apart; made up where not given. */
  readonly instance?: string;
}

/** Answers each call for the health page; `tell` says how this process is at that moment. */
export function startStatus(
  bus: Bus,
  { service, meter, clock, uptime = systemUptime, instance = randomUUID() }: InstanceIdentity,
  tell: () => Pick<InstanceStatus, 'ready' | 'detail' | 'counters'>,
): void {
  const startedAt = startInstant(clock, uptime);
  bus.answer(
    contract.status,
    () => ({ service, instance, version: smerVersion, startedAt: startedAt(), meter, ...tell() }),
    { group: false },
  );
}
