import { z } from 'zod';
import { createDateRenderer } from '../date-renderer.ts';
import { type ApiContext, defineEndpoint } from '../endpoint.ts';
import { historyAnswer } from '../history-answer.ts';
import { historyPages } from '../history-pages.ts';
import { type HistoryParameters, historyParameters, toHistoryRequest } from '../history-range.ts';
import { csvRows, jsonRows, renderPages } from '../history-rows.ts';
import { streamBody } from '../stream-body.ts';
import type { Turns } from '../turns.ts';

const paths = ['/api/historical', '/api/history'] as const;

/** The original's README names one path and its code served the other: both work. */
export const historicalEndpoints = (context: ApiContext, turns: Turns) =>
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
      errors: ['NO_ANSWER', 'NOT_CAUGHT_UP', 'ANSWER_TOO_LATE', 'UNEXPECTED_ANSWER'],
      crossOrigin: true,
      answer: async ({ parameters, response }) => {
        const format = rowFormat(context, parameters);
        const request = toHistoryRequest(parameters, context.clock());
        const pages = historyPages(context.bus, request, context.config.ANSWER_TIMEOUT_MS);
        await streamBody(response, turns.during(renderPages(pages, format)), {
          headers: headersOf(format.mediaType),
        });
      },
    }),
  );

function rowFormat({ zone }: ApiContext, parameters: HistoryParameters) {
  const options = {
    fields: toHistoryRequest(parameters, 0).fields,
    bucketed: parameters.points !== undefined,
    renderDate: createDateRenderer(zone),
  };
  return parameters.format === 'csv' ? csvRows(options) : jsonRows(options);
}

const headersOf = (mediaType: string) => ({
  'Content-Type': mediaType,
  'Cache-Control': 'no-store',
  ...(mediaType.startsWith('text/csv')
    ? { 'Content-Disposition': 'attachment; filename="smer-history.csv"' }
    : {}),
});
