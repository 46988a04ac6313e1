import { slotOf, slotsPerHour } from '@smer/shared/slot';
import { AstrayPoints } from './astray-points.ts';
import { chunkOf } from './counter-chunk.ts';
import { type CounterRun, quarterOf, slotsPerQuarter, toRun } from './counter-run.ts';
import { CounterTable } from './counter-table.ts';
import { lastBelieved } from './last-believed.ts';
import { MeterRegister } from './meter-register.ts';
import type { Sample } from './sample.ts';
import { dayOf, type Outcome, SampleStore } from './sample-store.ts';
import { TrueCounters } from './true-counters.ts';

/** An hour is the least that is written to a file. */
export const hourOf = (slot: number): number => Math.floor(slot / slotsPerHour);
export const dayOfHour = (hour: number): number => dayOf(hour * slotsPerHour);

/** What changed since it was last written. */
export interface Changes {
  /** Hours since 1970. */
  readonly hours: ReadonlySet<number>;
  /** Numbers of chunks of the counter table. */
  readonly chunks: ReadonlySet<number>;
}

/** All that is known: the samples within the retention, and the counters by quarter hours. */
export class History {
  readonly register = new MeterRegister();
  readonly store: SampleStore;
  readonly table = new CounterTable();
  readonly #astray = new AstrayPoints(this.table, this.register);
  #hours = new Set<number>();
  #chunks = new Set<number>();

  constructor(retentionDays: number) {
    this.store = new SampleStore(this.register, retentionDays);
  }

  /** What the counters showed up to now (epoch seconds), as far as it is believed. */
  countersAt(nowS: number): TrueCounters {
    const { table, register } = this;
    const believed = lastBelieved(table, nowS);
    return new TrueCounters({ table, register, astray: this.#astray, believed });
  }

  /** A sample too old to be kept still tells what the counters showed. */
  record(sample: Sample): Outcome {
    const outcome = this.store.record(sample);
    if (outcome === 'kept') return outcome;
    if (outcome === 'replaced') this.#countAgain(quarterOf(sample.timestamp));
    else this.table.merge(toRun(sample, this.register));
    this.#chunks.add(chunkOf(quarterOf(sample.timestamp)));
    if (outcome !== 'expired') this.#hours.add(hourOf(slotOf(sample.timestamp)));
    return outcome;
  }

  recordRun(run: CounterRun): void {
    this.table.merge(run);
    this.#chunks.add(chunkOf(run.quarter));
  }

  /** Hands over what changed since it was asked last. */
  takeChanges(): Changes {
    const changes = { hours: this.#hours, chunks: this.#chunks };
    this.#hours = new Set();
    this.#chunks = new Set();
    return changes;
  }

  /** A sample that its slot does not keep after all has left its mark in the counters. */
  #countAgain(quarter: number): void {
    this.table.clear(quarter);
    const first = quarter * slotsPerQuarter;
    for (const slot of this.store.slots(first, first + slotsPerQuarter, slotsPerQuarter)) {
      const sample = this.store.sampleAt(slot);
      if (sample) this.table.merge(toRun(sample, this.register));
    }
  }
}
