import { contract } from '@smer/shared/contract';
import { SmerError } from '@smer/shared/errors';
import type { LinkStatus } from '@smer/shared/link';
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

/** How long to wait for whoever holds the last reading, when there is one that was heard. */
const heardInsteadAfterMs = 1_000;

/**
 * Whoever holds the last reading may have been cut off without the bus knowing: then the one
 * heard last is as good. Nobody answers before the first telegram.
 */
async function requestCurrent({ bus, reader, config }: ApiContext) {
  const heard = reader.lastReading;
  const timeoutMs = config.ANSWER_TIMEOUT_MS;
  try {
    const patienceMs = heard ? Math.min(heardInsteadAfterMs, timeoutMs) : timeoutMs;
    return await bus.request(contract.current, {}, patienceMs);
  } catch (thrown) {
    const code = thrown instanceof SmerError ? thrown.code : undefined;
    if (code === 'ANSWER_TOO_LATE' && reader.lastReading) return reader.lastReading;
    throw code === 'NO_ANSWER' ? reasonForNone(bus.connected, reader.link) : thrown;
  }
}

/** The state of the line tells why there is no reading. */
function reasonForNone(isConnected: boolean, link: LinkStatus | undefined): SmerError {
  if (!isConnected) return new SmerError('NO_ANSWER', 'NATS cannot be reached');
  if (!link) return new SmerError('NO_ANSWER', 'neither the reader nor history answers');
  const why = link.detail ?? `the line to the meter is ${link.state}`;
  return new SmerError('NO_TELEGRAM_YET', `no telegram has been read yet: ${why}`);
}
