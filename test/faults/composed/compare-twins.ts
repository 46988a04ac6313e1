import { sampleField } from '@smer/shared/history-page';
import { slotOf, slotS } from '@smer/shared/slot';
import { getJson } from '../../support/get-json.ts';
import { waitFor } from '../../support/wait-for.ts';
import { findDifference, findFalsehood, type Row, type Span } from './find-difference.ts';
import type { Twins } from './start-twins.ts';

/** How soon what was missed must be there. */
const caughtUpWithinMs = 30_000;

/** Answers are long here. */
const timeoutMs = 10_000;

const fields = sampleField.options.filter((field) => field !== 'usageWatts').join();

/**
 * Waits until the disturbed one has the samples of its twin over a span, save those that a gap
 * touches. Throws, with the first difference, where it doesn't get them.
 */
export async function waitUntilSame(
  { disturbed, undisturbed }: Pick<Twins, 'disturbed' | 'undisturbed'>,
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

/** The same of all since both were first seen to hear the meter, up to now unless told otherwise. */
export const waitUntilSameSoFar = (twins: Twins, toS = twins.meter.nowS()): Promise<void> =>
  waitUntilSame(twins, { fromS: twins.sinceS + slotS, toS }, twins.gaps);

/** What the disturbed one holds of a span that the meter never sent, or lacks; see `findFalsehood`. */
export async function compareWithMeter(
  { disturbed, meter, gaps }: Twins,
  { fromS, toS }: Span,
): Promise<string | undefined> {
  const [from, to] = [toSlot(fromS), toSlot(toS)];
  const sent = (await meter.sentSince(from)).filter(({ timestamp }) => timestamp < to);
  return findFalsehood(
    await getRows(disturbed.url, `/api/history?from=${from}&to=${to}`),
    sent,
    gaps,
  );
}

/**
 * How the energy of both differs, quarter by quarter, from the first that is whole; undefined where
 * it doesn't. Left out are quarters that begin or end within a gap, and the coverage. Where that
 * leaves none, it waits for one.
 */
export async function compareEnergy(twins: Twins): Promise<string | undefined> {
  const compared = await waitFor(
    'a quarter of an hour without a gap at its ends',
    () => compareQuarters(twins),
    { timeoutMs: 120_000 },
  );
  return compared.difference;
}

async function compareQuarters(
  twins: Twins,
): Promise<{ difference: string | undefined } | undefined> {
  const until = twins.meter.nowS() - onItsWayS;
  const [from, to] = [Math.ceil(twins.sinceS / quarterS) * quarterS, toQuarter(until)];
  const path = `/api/energy?period=quarter&from=${from}&to=${to}`;
  const [ours, theirs] = await Promise.all(
    [twins.disturbed.url, twins.undisturbed.apiUrl].map(async (url) => {
      const { buckets } = await getJson<{ buckets: Row[] }>(`${url}${path}`, { timeoutMs });
      return buckets
        .filter((bucket) => ![bucket['start'], bucket['end']].some((at) => isInGap(twins, at)))
        .map((bucket) => JSON.stringify({ ...bucket, coverage: undefined }));
    }),
  );
  if (!ours || !theirs || theirs.length === 0) return undefined;
  const at = theirs.findIndex((bucket, index) => bucket !== ours[index]);
  return { difference: at < 0 ? undefined : `${ours[at]}; its twin: ${theirs[at]}` };
}

/** The sample that ends a quarter may not have come to both yet. */
const onItsWayS = 60;

const quarterS = 900;
const toQuarter = (timestampS: number) => Math.floor(timestampS / quarterS) * quarterS;

/** Also where the sample before or after it may have been lost. */
const isInGap = ({ gaps }: Twins, at: unknown) =>
  gaps.some(({ fromS, toS }) => Number(at) >= fromS - slotS && Number(at) <= toS + slotS);

const hasSampleAt = async (url: string, timestampS: number) =>
  (await getRows(url, `/api/history?from=${toSlot(timestampS)}`)).length > 0;

/** The rows of an answer of /api/history. */
export const getRows = async (url: string, path: string) =>
  (await getJson<{ readings: Row[] }>(`${url}${path}`, { timeoutMs })).readings;

/** The beginning of the slot that an instant is in; epoch seconds. */
export const toSlot = (timestampS: number) => slotOf(timestampS) * slotS;
