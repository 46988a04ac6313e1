import { energyPeriod } from '@smer/shared/history-page';
import { lineTrouble } from '@smer/shared/link';
import { isSilent, type Scene } from './scene.ts';
import { demandAt, energyAnswer, historyAnswer, zone } from './stand-in-history.ts';
import { readingAt } from './stand-in-reading.ts';
import { instanceOf, linkAt, rawTelegram } from './stand-in-status.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly ageS?: number;
}

const staleAfterS = 60;
const staleAgeS = 192;

/** What the API would answer to a GET in this scene. */
export function answerOf(scene: Scene, { pathname, searchParams }: URL): Answer {
  if (scene.trouble === 'api-missing') return problem(503);
  switch (pathname) {
    case '/api/health':
      return { status: scene.trouble ? 503 : 200, body: healthOf(scene) };
    case '/api/current':
      return answerCurrent(scene);
    case '/api/telegram':
      return ok(rawTelegram);
    case '/api/history':
    case '/api/energy':
    case '/api/demand':
      return answerFromHistory(scene, pathname, searchParams);
    default:
      return problem(404, 'NOT_FOUND');
  }
}

export const currentOf = (scene: Scene) => ({
  date: zone.toIso(scene.nowS * 1000),
  ...readingAt(scene.house, scene.nowS),
});

export const problem = (status: number, errorCode?: string): Answer => ({
  status,
  body: { type: 'about:blank', status, code: status, name: 'problem', errorCode },
});

const ok = (body: unknown): Answer => ({ status: 200, body });

function answerCurrent(scene: Scene): Answer {
  if (!isSilent(scene)) return { ...ok(currentOf(scene)), ageS: 0 };
  if (scene.trouble !== 'stale') return problem(503, 'NO_TELEGRAM_YET');
  return { ...ok(readingAt(scene.house, scene.nowS - staleAgeS)), ageS: staleAgeS };
}

function answerFromHistory(scene: Scene, pathname: string, asked: URLSearchParams): Answer {
  const { house, nowS, isHistoryEmpty, isHistoryRefusing, trouble } = scene;
  const isMissing = trouble === 'history-missing' || trouble === 'bus-missing';
  if (isMissing || isHistoryRefusing) return problem(503, 'NO_ANSWER');
  const number = (name: string) => (asked.has(name) ? Number(asked.get(name)) : undefined);
  const [fromS, toS = nowS] = [number('from'), number('to')];
  if (pathname === '/api/demand') return ok(demandAt(house, nowS));
  if (pathname === '/api/history') {
    const answer = historyAnswer(house, nowS, { fromS, toS, points: number('points') ?? 600 });
    return ok(isHistoryEmpty ? { ...answer, readings: [] } : answer);
  }
  const period = energyPeriod.parse(asked.get('period'));
  const answer = energyAnswer(house, nowS, { period, fromS: fromS ?? nowS - 1, toS });
  return ok(isHistoryEmpty ? { ...answer, buckets: [] } : answer);
}

function healthOf(scene: Scene) {
  const { trouble, nowS } = scene;
  const line = lineTrouble.safeParse(trouble?.replace('link-', '')).data;
  const isMissing = (service: string) =>
    trouble === `${service}-missing` || trouble === 'bus-missing';
  const consequences = line || trouble === 'reader-missing' ? ['no-telegram-yet'] : [];
  const codes = [...(trouble ? [trouble] : []), ...consequences];
  return {
    status: trouble ? 'down' : 'ok',
    meter: 'main',
    ...lastTelegram(scene),
    staleAfterS,
    ...(isMissing('reader') ? {} : { link: linkAt(nowS, line) }),
    parts: (['reader', 'history', 'api'] as const).map((service) => ({
      service,
      missing: isMissing(service),
      instances: isMissing(service) ? [] : [instanceOf(service, nowS)],
    })),
    problems: codes.map((code) => ({ code, detail: code })),
  };
}

function lastTelegram(scene: Scene) {
  if (isSilent(scene) && scene.trouble !== 'stale') return {};
  const ageS = scene.trouble === 'stale' ? staleAgeS : 0.4;
  return { lastTelegramAt: (scene.nowS - ageS) * 1000, lastTelegramAgeS: ageS };
}
