import { CounterChunk } from '../series/counter-chunk.ts';
import { counters } from '../series/counter-run.ts';
import type { MeterRegister } from '../series/meter-register.ts';
import type { MeterSet } from '../series/sample.ts';
import { decodeColumns, encodeColumns, type FileColumn, type FileContent } from './column-file.ts';
import { renumber } from './renumber-meters.ts';
import { integers } from './segment-file.ts';

const format = 'counters-1';

/** All layers of a chunk of the counter table as a file. */
export function encodeChunk(layers: readonly CounterChunk[], register: MeterRegister): Buffer {
  const facts = { format, layers: layers.length, meters: register.all };
  return encodeColumns(
    facts,
    layers.flatMap((layer, index) => toColumns(layer, `${index}.`)),
  );
}

/** Reverses `encodeChunk`, with the meters numbered as in `register`. Throws on a damaged file. */
export function decodeChunk(
  bytes: Buffer,
  number: number,
  register: MeterRegister,
): CounterChunk[] {
  const { facts, columns } = decodeColumns(bytes);
  if (facts['format'] !== format) throw new Error(`it is not of the format ${format}`);
  const sets = facts['meters'] as MeterSet[];
  return Array.from({ length: Number(facts['layers']) }, (_, layer) => {
    const prefix = `${layer}.`;
    return new CounterChunk(number, {
      meters: renumber(columnOf(columns, `${prefix}meters`, Uint16Array), sets, register, 1),
      firstAt: columnOf(columns, `${prefix}firstAt`, Uint16Array),
      lastAt: columnOf(columns, `${prefix}lastAt`, Uint16Array),
      slots: columnOf(columns, `${prefix}slots`, Uint32Array),
      first: counters.map(({ field }) => integers(columns, `${prefix}first.${field}`)),
      last: counters.map(({ field }) => integers(columns, `${prefix}last.${field}`)),
    });
  });
}

function toColumns(layer: CounterChunk, prefix: string): FileColumn[] {
  const { meters, firstAt, lastAt, slots, first, last } = layer.content();
  const shown = (name: string, columns: typeof first) =>
    counters.map(({ field }, counter) => {
      const column = columns[counter];
      return column && { name: `${prefix}${name}.${field}`, ...column };
    });
  return [
    { name: `${prefix}meters`, values: meters },
    { name: `${prefix}firstAt`, values: firstAt },
    { name: `${prefix}lastAt`, values: lastAt },
    { name: `${prefix}slots`, values: slots },
    ...shown('first', first),
    ...shown('last', last),
  ].filter((column) => column !== undefined);
}

function columnOf<A extends Uint16Array | Uint32Array>(
  columns: FileContent['columns'],
  name: string,
  type: new () => A,
): A {
  const values = columns.get(name)?.values;
  if (values instanceof type) return values;
  throw new Error(`its column ${name} is missing`);
}
