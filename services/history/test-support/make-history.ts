import { sampleField } from '@smer/shared/history-page';
import { History } from '../src/series/history.ts';
import type { Sample } from '../src/series/sample.ts';
import { makeSample } from './make-sample.ts';

/** A sample of a household with everything a meter can send, `index` slots after 16 August 2024. */
export function typicalSample(index: number): Sample {
  const timestamp = 1_723_766_400 + index * 10 + (index % 2);
  const values = Object.fromEntries(
    sampleField.options.map((field, column) => [
      field,
      field.includes('ower') || field === 'usageWatts'
        ? ((index * 7919 + column * 131) % 9000) - 3000
        : column * 1_000_000 + index * 3,
    ]),
  );
  const receivedAt = timestamp * 1000 + (index % 900);
  const timestampSource = index % 500 === 7 ? 'reception' : 'meter';
  const meters = { equipmentIdentifier: 'E1' };
  return makeSample({ timestamp, timestampSource, receivedAt, values, meters });
}

/** The samples [from, to) of that household. */
export function typicalHistory(to: number, { from = 0, retentionDays = 3653 } = {}): History {
  const history = new History(retentionDays);
  for (let index = from; index < to; index += 1) history.record(typicalSample(index));
  return history;
}

export function samplesOf({ store }: History): Sample[] {
  const slots = store.slots(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  return slots.map((slot) => store.sampleAt(slot)).filter((sample) => sample !== undefined);
}

/** Every run of the counter table, with its meters by name, as numbers depend on which came first. */
export function runsOf({ table, register }: History): string[] {
  const runs = table.numbers
    .flatMap((number) => table.layers(number).flatMap((chunk) => chunk.runs()))
    .map((run) => JSON.stringify({ ...run, meters: register.get(run.meters) }));
  return runs.sort();
}
