import { crc32 } from 'node:zlib';

const arrayTypes = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f64: Float64Array,
} as const;

type ArrayType = keyof typeof arrayTypes;
type ColumnArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** A column of a file; `base` is what its numbers count from. */
export interface FileColumn {
  readonly name: string;
  readonly values: ColumnArray;
  readonly base?: number | undefined;
}

/** What a file holds: some facts, and columns by name. */
export interface FileContent {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly columns: ReadonlyMap<string, FileColumn>;
}

interface ColumnHead {
  readonly name: string;
  readonly type: ArrayType;
  readonly length: number;
  readonly base?: number;
}

const magic = Buffer.from('SMER');
const lengthBytes = 4;
const checksumBytes = 4;
const headStart = magic.length + lengthBytes;

/**
 * The bytes of a file: `SMER`, the length of the head, the head as JSON, the columns as they are
 * in memory (little-endian on all machines that SMER runs on), and a CRC-32 of it all.
 */
export function encodeColumns(facts: FileContent['facts'], columns: readonly FileColumn[]): Buffer {
  const heads = columns.map(({ name, values, base }) => ({
    name,
    type: typeOf(values),
    length: values.length,
    base,
  }));
  const head = Buffer.from(JSON.stringify({ facts, columns: heads }));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32LE(head.length);
  const arrays = columns.map(({ values }) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  );
  const checksum = Buffer.alloc(checksumBytes);
  const body = Buffer.concat([magic, length, head, ...arrays, checksum]);
  body.writeUInt32LE(crc32(body.subarray(0, -checksumBytes)), body.length - checksumBytes);
  return body;
}

/** Reverses `encodeColumns`. Throws where the bytes are not whole. */
export function decodeColumns(bytes: Buffer): FileContent {
  const end = bytes.length - checksumBytes;
  if (end < headStart || !bytes.subarray(0, magic.length).equals(magic)) {
    throw new Error('it is not a file of this program, or cut');
  }
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) {
    throw new Error('its checksum is wrong');
  }
  const headEnd = headStart + bytes.readUInt32LE(magic.length);
  const { facts, columns } = JSON.parse(bytes.toString('utf8', headStart, headEnd));
  let offset = headEnd;
  const decoded = new Map<string, FileColumn>();
  for (const { name, type, length, base } of columns as ColumnHead[]) {
    const size = length * arrayTypes[type].BYTES_PER_ELEMENT;
    const values = toArray(type, bytes.subarray(offset, offset + size));
    decoded.set(name, { name, values, base });
    offset += size;
  }
  return { facts, columns: decoded };
}

function typeOf(values: ColumnArray): ArrayType {
  const types = Object.keys(arrayTypes) as ArrayType[];
  return types.find((type) => values instanceof arrayTypes[type]) ?? 'u8';
}

/** A copy, as an array of wider numbers can't begin at any byte. */
function toArray(type: ArrayType, bytes: Buffer): ColumnArray {
  return new arrayTypes[type](new Uint8Array(bytes).buffer);
}
