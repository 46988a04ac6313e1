import { energyPeriod } from '@smer/shared/history-page';
import * as z from 'zod';
import type { AnswerResources } from '../answer-resources.ts';
import { clientSignal } from '../client-signal.ts';
import { type ApiContext, defineEndpoint } from '../endpoint.ts';
import { energyAnswer, renderEnergy } from '../energy-answer.ts';
import { energyPages } from '../history-pages.ts';
import { pagesInTurn } from '../pages-in-turn.ts';
import { choice, instant, mustFollow } from '../parameters.ts';
import { streamBody } from '../stream-body.ts';

export const energyEndpoint = (context: ApiContext, { charts }: AnswerResources) =>
  defineEndpoint({
    path: '/api/energy',
    name: 'energy',
    summary: 'Import, export, gas and water by period of the local calendar, from the counters',
    methods: ['GET'],
    parameters: z
      .object({
        period: choice(energyPeriod.options),
        from: instant(context.zone).optional().describe('periods that end after this instant'),
        to: instant(context.zone).optional().describe('periods that begin before this instant'),
      })
      .check(mustFollow),
    answers: {
      200: {
        description: 'the periods that overlap the range; without a range the running one',
        content: { 'application/json': energyAnswer },
      },
    },
    errors: ['NO_ANSWER', 'ANSWER_TOO_LATE', 'UNEXPECTED_ANSWER'],
    answer: async ({ parameters, response }) => {
      const signal = clientSignal(response);
      const { bus, config } = context;
      const open = () =>
        charts.making.during(energyPages(bus, parameters, config.ANSWER_TIMEOUT_MS), signal);
      const pages = pagesInTurn({ open, lane: charts, signal });
      await streamBody(response, renderEnergy(pages), {
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Cache-Control': 'no-store',
        },
      });
    },
  });
