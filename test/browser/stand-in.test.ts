import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { healthReport } from '@smer/shared/health-report';
import { demandAnswer, energyPage, energyPeriod } from '@smer/shared/history-page';
import { lineTrouble } from '@smer/shared/link';
import { reading } from '@smer/shared/reading';
import { createScene } from './scene.ts';
import { belgianHouse, dutchHouse, plainHouse } from './simulated-house.ts';
import { answerOf } from './stand-in-api.ts';

const ask = (path: string, changes: Parameters<typeof createScene>[0] = {}) =>
  answerOf(createScene(changes), new URL(path, 'http://stand.in')).body;

/** A page that works with a stand-in of its own shapes would prove nothing. */
describe('the stand-in', () => {
  for (const house of [dutchHouse, belgianHouse, plainHouse]) {
    it(`answers with readings of the agreed shape: ${house.profile}`, () => {
      reading.strict().parse(omitDate(ask('/api/current', { house })));
    });

    it(`answers with demand of the agreed shape: ${house.profile}`, () => {
      demandAnswer.strict().parse(ask('/api/demand', { house }));
    });
  }

  for (const period of energyPeriod.options) {
    it(`answers with energy of the agreed shape: ${period}`, () => {
      const { buckets } = energyPage.strict().parse(ask(`/api/energy?period=${period}`));
      assert.equal(buckets.length, 1);
    });
  }

  const troubles = ['bus-missing', 'reader-missing', 'history-missing', 'no-telegram-yet', 'stale'];
  const lines = lineTrouble.options.map((trouble) => `link-${trouble}`);
  for (const trouble of [undefined, ...troubles, ...lines]) {
    it(`answers with health of the agreed shape: ${trouble ?? 'all is well'}`, () => {
      healthReport.strict().parse(ask('/api/health', { trouble }));
    });
  }
});

function omitDate(body: unknown): unknown {
  const { date: _, ...rest } = body as { date: string };
  return rest;
}
