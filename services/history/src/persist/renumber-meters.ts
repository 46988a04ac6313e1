import type { MeterRegister } from '../series/meter-register.ts';
import type { MeterSet } from '../series/sample.ts';

/** Turns a file's numbers of sets of meters into those of this register. Numbers begin at `first`. */
export function renumber(
  numbers: Uint16Array,
  sets: readonly MeterSet[],
  register: MeterRegister,
  first = 0,
): Uint16Array {
  const known = sets.map((set) => register.numberOf(set));
  if (known.every((number, index) => number === index)) return numbers;
  return numbers.map((number) => (number < first ? number : (known[number - first] ?? 0) + first));
}
