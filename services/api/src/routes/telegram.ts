import { contract } from '@smer/shared/contract';
import * as z from 'zod';
import { type ApiContext, defineEndpoint } from '../endpoint.ts';

export const telegramEndpoint = ({ bus, config }: ApiContext) =>
  defineEndpoint({
    path: '/api/telegram',
    name: 'telegram',
    summary: 'The last telegram as text, decrypted where the meter encrypts it',
    methods: ['GET'],
    parameters: z.object({}),
    answers: {
      200: { description: 'the bytes of the telegram', content: { 'text/plain': z.string() } },
    },
    errors: ['NO_ANSWER', 'ANSWER_TOO_LATE'],
    answer: async ({ response }) => {
      const telegram = await bus.request(contract.lastRaw, {}, config.ANSWER_TIMEOUT_MS);
      response.setHeader('Content-Type', 'text/plain; charset=iso-8859-1');
      response.setHeader('Cache-Control', 'no-store');
      response.end(Buffer.from(telegram, 'latin1'));
    },
  });
