import type { Bus } from '@smer/shared/bus';
import { contract } from '@smer/shared/contract';
import { type HealthReport, healthReport } from '@smer/shared/health-report';
import * as z from 'zod';
import { type ApiContext, defineEndpoint } from '../endpoint.ts';
import { reportHealth } from '../report-health.ts';
import { createRollCall } from '../roll-call.ts';
import { sendJson } from '../send.ts';
import { singleFlight } from '../single-flight.ts';

export function healthEndpoint(context: ApiContext) {
  const callRoll = createRollCall(context.bus, context.config.METER_ID);
  const examine = singleFlight(() => examineAll(context, callRoll));
  return defineEndpoint({
    path: '/api/health',
    name: 'health',
    summary: 'Each part and its instances, the age of the last telegram, and what is wrong',
    methods: ['GET'],
    parameters: z.object({}),
    answers: {
      200: { description: 'all is well', content: { 'application/json': healthReport } },
      503: {
        description: 'something is wrong; `problems` tells what',
        content: { 'application/json': healthReport },
      },
    },
    errors: [],
    answer: async ({ response }) => {
      const report = await examine();
      response.statusCode = report.status === 'ok' ? 200 : 503;
      sendJson(response, JSON.stringify(report));
    },
  });
}

async function examineAll(
  { bus, clock, config, reader }: ApiContext,
  callRoll: ReturnType<typeof createRollCall>,
): Promise<HealthReport> {
  const [instances] = await Promise.all([callRoll(), reader.link ?? reader.askLink()]);
  const lastTelegramAt = reader.lastTelegramAt ?? (await lastKnown(bus));
  return reportHealth({
    now: clock(),
    meter: config.METER_ID,
    staleAfterMs: config.READING_STALE_AFTER_MS,
    busConnected: bus.connected,
    instances,
    link: reader.link,
    lastTelegramAt,
  });
}

/** History remembers the last reading when the reader is gone. */
async function lastKnown(bus: Bus): Promise<number | undefined> {
  const reading = await bus.request(contract.current, {}, 250).catch(() => undefined);
  return reading?.receivedAt;
}
