import type { HealthReport } from '@smer/shared/health-report';
import type { ApiClient, Silence } from './api-client.ts';

const everyMs = 10_000;

export interface HealthWatch {
  /** Ends once it has asked. */
  start(): Promise<void>;
  stop(): void;
  /** Asks at once: something has just changed. */
  check(): Promise<void>;
}

/** Asks how SMER is doing every 10 s. */
export function createHealthWatch(
  api: Pick<ApiClient, 'health'>,
  onHealth: (health: HealthReport | Silence) => void,
): HealthWatch {
  let timer: ReturnType<typeof setInterval> | undefined;
  const check = async () => {
    const health = await api.health();
    if (timer !== undefined) onHealth(health);
  };
  return {
    check,
    start: () => {
      timer ??= setInterval(() => void check(), everyMs);
      return check();
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
