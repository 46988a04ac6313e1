import { type MeterSet, metersKey } from './sample.ts';

export type Medium = 'electricity' | 'gas' | 'water';

const identifierOf = {
  electricity: 'equipmentIdentifier',
  gas: 'gasEquipmentIdentifier',
  water: 'waterEquipmentIdentifier',
} as const satisfies Record<Medium, keyof MeterSet>;

/** One fewer than two bytes tell apart: a chunk of counters keeps the number + 1, and 0 for none. */
const mostSets = 0xffff;

/**
 * Numbers the sets of meters that samples come from, so that a sample holds two bytes for its
 * identifiers. Number 0 is the set without any identifier.
 */
export class MeterRegister {
  readonly #sets: MeterSet[] = [{}];
  readonly #numbers = new Map([[metersKey({}), 0]]);
  #last: MeterSet = {};
  #lastNumber = 0;

  numberOf(meters: MeterSet): number {
    if (isSame(meters, this.#last)) return this.#lastNumber;
    const key = metersKey(meters);
    const number = this.#numbers.get(key) ?? this.#add(key, meters);
    this.#last = meters;
    this.#lastNumber = number;
    return number;
  }

  get(number: number): MeterSet {
    return this.#sets[number] ?? {};
  }

  /** Whether both sets have the same meter for a medium; two without an identifier count as one. */
  isSameMeter(a: number, b: number, medium: Medium): boolean {
    if (a === b) return true;
    return this.identifierOf(a, medium) === this.identifierOf(b, medium);
  }

  identifierOf(number: number, medium: Medium): string | undefined {
    return this.get(number)[identifierOf[medium]];
  }

  get all(): readonly MeterSet[] {
    return this.#sets;
  }

  #add(key: string, meters: MeterSet): number {
    // Only a line that garbles identifiers without end gets there; its last ones then share a number.
    if (this.#sets.length === mostSets) return mostSets - 1;
    const number = this.#sets.push(onlyDefined(meters)) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

const isSame = (a: MeterSet, b: MeterSet): boolean =>
  a.equipmentIdentifier === b.equipmentIdentifier &&
  a.gasEquipmentIdentifier === b.gasEquipmentIdentifier &&
  a.waterEquipmentIdentifier === b.waterEquipmentIdentifier;

const onlyDefined = (meters: MeterSet): MeterSet =>
  Object.fromEntries(Object.entries(meters).filter(([, identifier]) => identifier !== undefined));
