import type { HealthReport } from '@smer/shared/health-report';
import type {
  DemandAnswer,
  EnergyPage,
  EnergyPeriod,
  LoadMessage,
  ResultOf,
  StoreMessage,
} from '@smer/shared/history-page';
import type { ProblemDocument } from '@smer/shared/problem-document';
import type { Reading } from '@smer/shared/reading';
import type { TimeWindow } from './history-range.ts';
import {
  type HistoryRow,
  type HistorySeries,
  historyFields,
  parseHistory,
} from './history-series.ts';
import { readLines } from './read-lines.ts';

/** The API said no, or nothing at all answered (`status` 0). `errorCode` is one of SMER's own. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly errorCode: string | undefined;

  constructor(status: number, errorCode?: string, detail?: string) {
    super(detail ?? `status ${status}`);
    this.status = status;
    this.errorCode = errorCode;
  }
}

export interface CurrentReading {
  readonly reading: Reading;
  readonly ageS: number;
}

/** Why nothing is told of SMER: nothing is there, or something that is not the API. */
export type Silence = 'server-missing' | 'api-missing';

/** How far a store or load is. */
export type TaskProgress = Extract<StoreMessage | LoadMessage, { kind: 'progress' }>;
export type OnProgress = (progress: TaskProgress) => void;

export type ApiClient = ReturnType<typeof createApiClient>;

const patienceMs = 15_000;

/** Asks the API, which checks the shapes of its answers. Where a page is left open over an upgrade, it is a newer one. */
export function createApiClient(ask: typeof fetch) {
  const get = (path: string) => request(ask, path, { signal: AbortSignal.timeout(patienceMs) });
  return {
    current: async (): Promise<CurrentReading> => {
      const response = await get('/api/current');
      const ageS = Number(response.headers.get('age') ?? 0);
      return { reading: (await response.json()) as Reading, ageS };
    },
    history: async (window: TimeWindow, points: number): Promise<HistorySeries> => {
      const response = await get(`${historyPath(window)}&points=${points}`);
      const answer = (await response.json()) as { readings: HistoryRow[]; bucketSeconds?: number };
      return parseHistory(answer.readings, answer.bucketSeconds);
    },
    energy: async (period: EnergyPeriod, fromS: number, toS: number) => {
      const response = await get(`/api/energy?period=${period}&from=${fromS}&to=${toS}`);
      return (await response.json()) as EnergyPage;
    },
    zone: async (): Promise<string> => {
      const page = (await (await get('/api/energy?period=day')).json()) as EnergyPage;
      return page.zone;
    },
    demand: async () => (await (await get('/api/demand')).json()) as DemandAnswer,
    health: async (): Promise<HealthReport | Silence> => {
      const signal = AbortSignal.timeout(patienceMs);
      const response = await ask('/api/health', { signal }).catch(() => undefined);
      if (!response) return 'server-missing';
      const answer: unknown = await response.json().catch(() => undefined);
      return isHealth(answer) ? answer : 'api-missing';
    },
    telegram: async (): Promise<string> => (await get('/api/telegram')).text(),
    store: (onProgress: OnProgress) =>
      runTask<ResultOf<StoreMessage>>(ask, '/api/store-history', onProgress),
    load: (onProgress: OnProgress) =>
      runTask<ResultOf<LoadMessage>>(ask, '/api/load-history', onProgress),
  };
}

/** The address of a piece of history, to which `points` or `format` may be added. */
export function historyPath({ fromS, toS }: TimeWindow): string {
  // Who zooms out far gets to before 1970.
  const from = fromS === undefined ? '' : `from=${Math.max(0, Math.floor(fromS))}&`;
  return `/api/history?${from}to=${Math.max(0, Math.ceil(toS))}&fields=${historyFields.join(',')}`;
}

async function runTask<Result extends { readonly kind: 'result' }>(
  ask: typeof fetch,
  path: string,
  onProgress: OnProgress,
): Promise<Result> {
  const headers = { accept: 'application/x-ndjson' };
  const response = await request(ask, path, { method: 'POST', headers });
  for await (const line of response.body ? readLines(response.body) : []) {
    const message = JSON.parse(line) as TaskProgress | Result | ProblemLine;
    if (message.kind === 'problem') throw problemOf(message.status, message);
    if (message.kind === 'result') return message;
    onProgress(message);
  }
  throw new ApiProblem(response.status, 'UNEXPECTED_ANSWER', 'the task ended without a result');
}

type ProblemLine = { readonly kind: 'problem' } & ProblemDocument;

async function request(ask: typeof fetch, path: string, init: RequestInit): Promise<Response> {
  const response = await ask(path, init).catch((thrown: unknown) => {
    throw new ApiProblem(0, undefined, String(thrown));
  });
  if (response.ok) return response;
  const document: unknown = await response.json().catch(() => undefined);
  throw problemOf(response.status, isObject(document) ? document : {});
}

const problemOf = (status: number, { errorCode, detail }: Partial<ProblemDocument>) =>
  new ApiProblem(status, errorCode, detail);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isHealth = (value: unknown): value is HealthReport => isObject(value) && 'parts' in value;
