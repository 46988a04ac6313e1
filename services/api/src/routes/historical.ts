import type { TimeZone } from '@smer/shared/time-zone';
import * as z from 'zod';
import type { AnswerResources } from '../answer-resources.ts';
import { clientSignal } from '../client-signal.ts';
import { type ApiContext, defineEndpoint } from '../endpoint.ts';
import { historyAnswer } from '../history-answer.ts';
import { historyPages } from '../history-pages.ts';
import { historyParameters, toHistoryRequest } from '../history-range.ts';
import { csvRows, jsonRows, type RowFormat } from '../history-rows.ts';
import { pagesInTurn } from '../pages-in-turn.ts';
import { renderHistory } from '../render-history.ts';
import { isSharedRange, isShortRange } from '../size-of-range.ts';
import { streamBody } from '../stream-body.ts';
import { unhurried } from '../unhurried.ts';

type CompleteRequest = ReturnType<typeof toHistoryRequest>;

const paths = ['/api/historical', '/api/history'] as const;

/** The original's README names one path and its code served the other: both work. */
export const historicalEndpoints = (context: ApiContext, resources: AnswerResources) =>
  paths.map((path) =>
    defineEndpoint({
      path,
      name: path === '/api/history' ? 'history' : 'historical',
      summary: 'Readings of the past, one for each 10 seconds, oldest first',
      methods: ['GET'],
      parameters: historyParameters(context.zone),
      answers: {
        200: {
          description: 'the readings of the range; without parameters all there are',
          content: { 'application/json': historyAnswer, 'text/csv': z.string() },
        },
      },
      errors: ['NO_ANSWER', 'ANSWER_TOO_LATE', 'UNEXPECTED_ANSWER'],
      crossOrigin: true,
      answer: async ({ parameters, response }) => {
        const now = context.clock() + context.reader.meterAheadMs;
        const request = toHistoryRequest(parameters, now);
        const format = rowFormat(request, parameters.format, context.zone);
        const lane = request.points === undefined ? resources.exports : resources.charts;
        const signal = clientSignal(response);
        const range = request.points === undefined ? request : undefined;
        const nowS = now / 1000;
        const make = () => {
          const pages = historyPages({
            bus: context.bus,
            timeoutMs: context.config.ANSWER_TIMEOUT_MS,
            known: range && isSharedRange(range, nowS) ? resources.known : undefined,
            request,
            format,
          });
          return unhurried(pages, { isCrowded: () => lane.long.taken > 1 });
        };
        const open = resources.recent.ask(JSON.stringify([request, parameters.format]), () =>
          lane.making.during(make(), signal),
        );
        const isShort = range !== undefined && isShortRange(range, nowS);
        const pages = pagesInTurn({ open, lane, signal, range, isShort });
        const chunks = renderHistory(pages, format);
        await streamBody(response, chunks, { headers: headersOf(format) });
      },
    }),
  );

function rowFormat(request: CompleteRequest, format: 'json' | 'csv', zone: TimeZone): RowFormat {
  const options = { fields: request.fields, bucketed: request.points !== undefined, zone };
  return format === 'csv' ? csvRows(options) : jsonRows(options);
}

const headersOf = ({ mediaType }: RowFormat) => ({
  'Content-Type': mediaType,
  'Cache-Control': 'no-store',
  ...(mediaType.startsWith('text/csv')
    ? { 'Content-Disposition': 'attachment; filename="smer-history.csv"' }
    : {}),
});
