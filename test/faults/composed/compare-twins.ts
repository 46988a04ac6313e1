import { sampleField } from '@smer/shared/history-page';
import { slotS } from '../../containers/read-api.ts';
import { waitFor } from '../../support/wait-for.ts';
import { findDifference, type Row, type Span } from './find-difference.ts';
import type { Twins } from './start-twins.ts';

/** How soon what was missed must be there. */
const caughtUpWithinMs = 30_000;

const fields = sampleField.options.filter((field) => field !== 'usageWatts').join();

/**
 * Waits until the disturbed one has the samples of its twin over a span, save those that a gap
 * touches. Throws, with the first difference, where it doesn't get them.
 */
export async function waitUntilSame(
  { disturbed, undisturbed }: Twins,
  { fromS, toS }: Span,
  gaps: readonly Span[],
): Promise<void> {
  const path = `/api/history?from=${toSlot(fromS)}&to=${toSlot(toS)}&fields=${fields}`;
  await waitFor('a sample after the fault', () => hasSampleAt(undisturbed.apiUrl, toS));
  const expected = await getRows(undisturbed.apiUrl, path);
  await waitFor(
    'the same samples',
    async () => {
      const difference = findDifference(await getRows(disturbed.url, path), expected, gaps);
      if (difference !== undefined) throw new Error(difference);
      return true;
    },
    { timeoutMs: caughtUpWithinMs },
  );
}

const hasSampleAt = async (url: string, timestampS: number) =>
  (await getRows(url, `/api/history?from=${toSlot(timestampS)}`)).length > 0;

async function getRows(url: string, path: string): Promise<Row[]> {
  const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(10_000) });
  const body = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status}: ${body.slice(0, 300)}`);
  return (JSON.parse(body) as { readings: Row[] }).readings;
}

const toSlot = (timestampS: number) => Math.floor(timestampS / slotS) * slotS;
