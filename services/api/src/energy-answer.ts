import { type EnergyPage, energyPage } from '@smer/shared/history-page';

/** Energy by period as the API answers it: all pages in one. */
export const energyAnswer = energyPage.omit({ next: true });

/** The body as a chunk for each page. */
export async function* renderEnergy(pages: AsyncIterable<EnergyPage>): AsyncGenerator<string> {
  let isStart = true;
  for await (const { period, zone, buckets } of pages) {
    const rows = JSON.stringify(buckets).slice(1, -1);
    if (isStart) yield `{"period":"${period}","zone":${JSON.stringify(zone)},"buckets":[${rows}`;
    else if (rows !== '') yield `,${rows}`;
    isStart = false;
  }
  yield ']}';
}
