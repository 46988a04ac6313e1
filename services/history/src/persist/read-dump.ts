import type { TimestampSource } from '@smer/shared/reading';
import { slotOf } from '@smer/shared/slot';
import type { TimeZone } from '@smer/shared/time-zone';
import { latestSecond } from '@smer/shared/units';
import {
  type CounterRun,
  counters,
  quarterOf,
  quarterSeconds,
  slotNumbers,
} from '../series/counter-run.ts';
import { type MeterSet, type Sample, sampleFields } from '../series/sample.ts';
import { dumpFormat, dumpVersion } from './dump.ts';
import { FlatRecord } from './flat-record.ts';
import { datePattern, OriginalTime } from './original-time.ts';
import { invalid, type JsonPart } from './split-json.ts';

/** A run whose meters are not numbered yet. */
export type DumpedRun = Omit<CounterRun, 'meters'> & { readonly meters: MeterSet };

export interface DumpReaderOptions {
  readonly zone: TimeZone;
  /** Epoch seconds; no date in a file of the original's is later. */
  readonly latest: number;
  readonly onSample: (sample: Sample) => void;
  readonly onRun: (run: DumpedRun) => void;
}

/** Dates of the original's; SMER's own files hold whatever the clock said. */
const earliest = Date.UTC(2000, 0, 1) / 1000;

/** More than a register of meters holds; they are kept while the rest of the file is read. */
const mostMeters = 0x1_0000;
const mostIdentifierCharacters = 4 * 1024 * 1024;
const { MAX_SAFE_INTEGER: most, MIN_SAFE_INTEGER: least } = Number;

/**
 * Understands the parts of a dump file, ours or the original program's, and checks type, range
 * and order of each. Throws INVALID_DUMP_FILE naming the line, the field, its value and what was
 * expected. `GET /api/history` gives files that count as the original's.
 */
export class DumpReader {
  readonly #options: DumpReaderOptions;
  readonly #time: OriginalTime;
  readonly #meters: MeterSet[] = [];
  #identifierCharacters = 0;
  readonly #lists = new Map<string, number>();
  #origin: 'smer' | 'original' | undefined;
  #lastSlot = -1;
  #count: unknown;
  /** The checksum it claims, and where its key stands. */
  checksum: { value: unknown; offset: number } | undefined;

  constructor(options: DumpReaderOptions) {
    this.#options = options;
    this.#time = new OriginalTime(options.zone);
  }

  get origin(): 'smer' | 'original' {
    return this.#origin ?? 'original';
  }

  get readings(): number {
    return this.#lists.get('readings') ?? 0;
  }

  take(part: JsonPart): void {
    this.#origin ??= part.key === 'format' ? 'smer' : 'original';
    if (this.checksum) throw invalid(part.keyPlace, 'expected nothing after the checksum');
    if (part.kind === 'value') this.#takeValue(part);
    else if (!listNames.has(part.key)) return;
    else if (part.kind === 'list') this.#startList(part);
    else this.#takeItem(part);
  }

  /** To be called at the end of the file. */
  finish(): void {
    const place = { line: 1, offset: 0 };
    if (!this.#lists.has('readings')) throw invalid(place, 'expected a list "readings"');
    if (this.#origin === 'original') return;
    if (!this.checksum) throw invalid(place, 'expected a checksum at the end of the file');
    if (this.#count === this.readings) return;
    throw invalid(
      place,
      `count is ${this.#count}, expected ${this.readings} as there are readings`,
    );
  }

  #takeValue({ key, value, place, keyPlace }: JsonPart): void {
    const expected = expectedValues.get(key);
    if (expected !== undefined && value !== expected) {
      throw invalid(place, `${key} is ${JSON.stringify(value)}, expected ${expected}`);
    }
    if (listNames.has(key)) throw invalid(place, `${key} is not a list`);
    if (key === 'count') this.#count = value;
    if (key === 'checksum') this.checksum = { value, offset: keyPlace.offset };
  }

  #startList({ key, place }: JsonPart): void {
    if (this.#lists.has(key)) throw invalid(place, `a second list "${key}"`);
    this.#lists.set(key, 0);
  }

  #takeItem(part: JsonPart): void {
    const index = this.#lists.get(part.key) ?? 0;
    this.#lists.set(part.key, index + 1);
    const record = new FlatRecord(part, index);
    if (part.key === 'readings') this.#takeReading(record);
    if (part.key === 'meters') this.#takeMeters(part, toMeterSet(record));
    if (part.key === 'quarterHours') this.#options.onRun(this.#toRun(record));
  }

  #takeMeters({ place }: JsonPart, meters: MeterSet): void {
    this.#meters.push(meters);
    this.#identifierCharacters += Object.values(meters).join('').length;
    if (this.#meters.length > mostMeters) {
      throw invalid(place, `there are more than ${mostMeters} sets of meters`);
    }
    if (this.#identifierCharacters > mostIdentifierCharacters) {
      throw invalid(place, `identifiers take more than ${mostIdentifierCharacters} characters`);
    }
  }

  #takeReading(record: FlatRecord): void {
    const sample: Sample = {
      timestamp: this.#timestampOf(record),
      timestampSource: this.#sourceOf(record),
      receivedAt: record.optionalInteger('receivedAt', 0, most),
      meters: this.#metersOf(record),
      values: sampleFields.map((field) =>
        field === 'usageWatts'
          ? record.integer(field, least, most)
          : record.optionalInteger(field, least, most),
      ),
    };
    this.#options.onSample(sample);
  }

  /** Files of the original's do not tell: nothing of theirs replaces what the meter timed. */
  #sourceOf(record: FlatRecord): TimestampSource {
    return this.#origin === 'original' ? 'reception' : sourceIn(record, 'timestampSource');
  }

  #timestampOf(record: FlatRecord): number {
    if (this.#origin === 'original') {
      record.integer('timestamp', 0, most);
      const match = record.text('date', datePattern, 'a date such as 2024-08-16T18:31:50');
      const timestamp = this.#time.toTimestamp(match) ?? -1;
      if (timestamp >= earliest && timestamp <= this.#options.latest) return timestamp;
      throw record.wrong('date', 'a date from 2000 to now');
    }
    const timestamp = record.integer('timestamp', 0, latestSecond);
    const slot = slotOf(timestamp);
    if (slot <= this.#lastSlot) throw record.wrong('timestamp', 'later than the one before');
    this.#lastSlot = slot;
    return timestamp;
  }

  #metersOf(record: FlatRecord): MeterSet {
    const last = Math.max(0, this.#meters.length - 1);
    return this.#meters[record.optionalInteger('meterSet', 0, last) ?? 0] ?? {};
  }

  #toRun(record: FlatRecord): DumpedRun {
    const firstAt = record.integer('firstAt', 0, latestSecond);
    const quarter = quarterOf(firstAt);
    const [hex] = record.text(
      'slots',
      /^[0-3][0-9a-f]{7}[0-3][0-9a-f]{7}[0-3][0-9a-f]{7}$/,
      'a bit for each of 90 slots',
    );
    return {
      quarter,
      meters: this.#metersOf(record),
      firstAt,
      lastAt: record.integer('lastAt', firstAt, (quarter + 1) * quarterSeconds - 1),
      firstSource: sourceIn(record, 'firstSource'),
      lastSource: sourceIn(record, 'lastSource'),
      first: counters.map(({ field }) => record.optionalInteger(`first.${field}`, least, most)),
      last: counters.map(({ field }) => record.optionalInteger(`last.${field}`, least, most)),
      slots: toBits(hex),
    };
  }
}

const expectedValues = new Map<string, unknown>([
  ['format', dumpFormat],
  ['version', dumpVersion],
]);
const listNames = new Set(['readings', 'meters', 'quarterHours']);

function sourceIn(record: FlatRecord, name: string): TimestampSource {
  const source = record.optionalText(name) ?? 'meter';
  if (source === 'meter' || source === 'reception') return source;
  throw record.wrong(name, 'meter or reception');
}

const toMeterSet = (record: FlatRecord): MeterSet => ({
  equipmentIdentifier: record.optionalText('equipmentIdentifier'),
  gasEquipmentIdentifier: record.optionalText('gasEquipmentIdentifier'),
  waterEquipmentIdentifier: record.optionalText('waterEquipmentIdentifier'),
});

function toBits(hex: string): [number, number, number] {
  const bits = (part: number) =>
    Number.parseInt(
      hex.slice((part * hex.length) / slotNumbers, ((part + 1) * hex.length) / slotNumbers),
      16,
    );
  return [bits(0), bits(1), bits(2)];
}
