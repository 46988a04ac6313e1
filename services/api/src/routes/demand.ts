import { contract } from '@smer/shared/contract';
import { demandAnswer } from '@smer/shared/history-page';
import * as z from 'zod';
import { type ApiContext, defineEndpoint } from '../endpoint.ts';
import { sendJson } from '../send.ts';

export const demandEndpoint = ({ bus, config }: ApiContext) =>
  defineEndpoint({
    path: '/api/demand',
    name: 'demand',
    summary:
      'Average power of the running quarter hour, as counted so far and as projected, and the highest quarters by month',
    methods: ['GET'],
    parameters: z.object({}),
    answers: { 200: { description: 'demand', content: { 'application/json': demandAnswer } } },
    errors: ['NO_ANSWER', 'ANSWER_TOO_LATE', 'UNEXPECTED_ANSWER'],
    answer: async ({ response }) => {
      const demand = await bus.request(contract.historyDemand, {}, config.ANSWER_TIMEOUT_MS);
      sendJson(response, JSON.stringify(demand));
    },
  });
