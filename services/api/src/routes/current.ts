import { contract } from '@smer/shared/contract';
import { SmerError } from '@smer/shared/errors';
import * as z from 'zod';
import { currentReading, renderReading } from '../current-reading.ts';
import { type ApiContext, defineEndpoint } from '../endpoint.ts';
import { sendJson } from '../send.ts';
import { singleFlight } from '../single-flight.ts';

export function currentEndpoint(context: ApiContext) {
  const fetchCurrent = singleFlight(async () => {
    const reading = await requestCurrent(context);
    return { receivedAt: reading.receivedAt, body: renderReading(reading, context.zone) };
  });
  return defineEndpoint({
    path: '/api/current',
    name: 'current',
    summary: 'The last reading; the header Age tells how many seconds ago it was received',
    methods: ['GET'],
    parameters: z.object({}),
    answers: {
      200: { description: 'the last reading', content: { 'application/json': currentReading } },
    },
    errors: ['NO_TELEGRAM_YET', 'NO_ANSWER', 'ANSWER_TOO_LATE'],
    crossOrigin: true,
    answer: async ({ response }) => {
      const { receivedAt, body } = await fetchCurrent();
      const ageS = Math.max(0, Math.floor((context.clock() - receivedAt) / 1000));
      response.setHeader('Age', ageS);
      sendJson(response, body);
    },
  });
}

/** Nobody answers before the first telegram; the state of the line tells why there is none. */
async function requestCurrent({ bus, line, config }: ApiContext) {
  try {
    return await bus.request(contract.current, {}, config.ANSWER_TIMEOUT_MS);
  } catch (thrown) {
    if (!(thrown instanceof SmerError) || thrown.code !== 'NO_ANSWER') throw thrown;
    if (!bus.connected) throw new SmerError('NO_ANSWER', 'NATS cannot be reached');
    if (!line.link) throw new SmerError('NO_ANSWER', 'neither the reader nor history answers');
    const why = line.link.detail ?? `the line to the meter is ${line.link.state}`;
    throw new SmerError('NO_TELEGRAM_YET', `no telegram has been read yet: ${why}`);
  }
}
