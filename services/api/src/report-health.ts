import { type InstanceStatus, serviceName } from '@smer/shared/contract';
import type { HealthReport } from '@smer/shared/health-report';
import type { LinkStatus } from '@smer/shared/link';

type Problem = HealthReport['problems'][number];

export interface HealthFacts {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly meter: string;
  readonly staleAfterMs: number;
  readonly busConnected: boolean;
  readonly instances: readonly InstanceStatus[];
  readonly link?: LinkStatus | undefined;
  readonly lastTelegramAt?: number | undefined;
}

/** Judges how the whole of SMER is doing. */
export function reportHealth(facts: HealthFacts): HealthReport {
  const parts = serviceName.options.map((service) => {
    const instances = facts.instances.filter((instance) => instance.service === service);
    return { service, missing: instances.length === 0, instances };
  });
  const age = ageOf(facts);
  const problems = [...missingParts(facts), ...lineProblems(facts), ...dataProblems(facts)];
  return {
    status: judge(problems),
    meter: facts.meter,
    lastTelegramAt: facts.lastTelegramAt,
    lastTelegramAgeS: age === undefined ? undefined : age / 1000,
    staleAfterS: facts.staleAfterMs / 1000,
    link: facts.link,
    parts,
    problems,
  };
}

function missingParts({ busConnected, instances }: HealthFacts): Problem[] {
  if (!busConnected) {
    return [{ code: 'bus-missing', detail: 'NATS cannot be reached; the connection is retried' }];
  }
  const problems: Problem[] = [];
  if (!instances.some(({ service }) => service === 'reader')) {
    problems.push({ code: 'reader-missing', detail: 'the reader does not answer' });
  }
  const history = instances.filter(({ service }) => service === 'history');
  if (!history.some(({ ready }) => ready)) {
    const busy = history[0]?.detail ?? (history[0] ? 'it is not ready' : 'it does not answer');
    problems.push({ code: 'history-missing', detail: `history cannot be asked: ${busy}` });
  }
  return problems;
}

function lineProblems({ link }: HealthFacts): Problem[] {
  if (!link?.trouble) return [];
  const detail = link.detail ?? `the line from the meter is in trouble: ${link.trouble}`;
  return [{ code: `link-${link.trouble}`, detail }];
}

function dataProblems(facts: HealthFacts): Problem[] {
  const age = ageOf(facts);
  if (age === undefined) {
    return [{ code: 'no-telegram-yet', detail: 'no telegram has been read yet' }];
  }
  if (age <= facts.staleAfterMs) return [];
  return [{ code: 'stale', detail: `the last telegram came ${Math.round(age / 1000)} s ago` }];
}

/** Without these a page still shows what the meter says now. */
const bearable = new Set<Problem['code']>(['history-missing']);

function judge(problems: readonly Problem[]): HealthReport['status'] {
  if (problems.length === 0) return 'ok';
  const isBearable = ({ code }: Problem) => bearable.has(code) || code.startsWith('link-');
  return problems.every(isBearable) ? 'degraded' : 'down';
}

const ageOf = ({ now, lastTelegramAt }: HealthFacts) =>
  lastTelegramAt === undefined ? undefined : Math.max(0, now - lastTelegramAt);
