import { SmerError } from '@smer/shared/errors';
import {
  countLines,
  endOfFlatObject,
  endOfScalar,
  endOfString,
  isSpace,
  marks,
  newline,
} from './scan-json.ts';

/** Where something stands in a file. */
export interface Place {
  /** Counted from 1. */
  readonly line: number;
  /** Bytes before it. */
  readonly offset: number;
}

/** A value of the outermost object, the start of one of its lists, or an object in such a list. */
export interface JsonPart {
  readonly key: string;
  readonly kind: 'value' | 'list' | 'item';
  readonly value: unknown;
  readonly place: Place;
  /** Where the key of the outermost object stands. */
  readonly keyPlace: Place;
}

type Expected =
  | 'object'
  | 'key or }'
  | 'key'
  | ':'
  | 'value'
  | 'item or ]'
  | 'item'
  | ', or ]'
  | ', or }'
  | 'end';

const longestPart = 64 * 1024;

const { quote, comma, colon, openBrace, closeBrace, openBracket, closeBracket } = marks;

/**
 * Takes the bytes of a JSON object of plain values and lists of flat objects, in pieces of any
 * size, and hands over its parts one by one. It keeps no more than the part that is cut by the end
 * of a piece. Throws INVALID_DUMP_FILE where the text is not such an object.
 */
export class JsonSplitter {
  readonly #handle: (part: JsonPart) => void;
  #bytes: Uint8Array = new Uint8Array(0);
  #expected: Expected = 'object';
  #key = '';
  #keyPlace: Place = { line: 1, offset: 0 };
  #index = 0;
  #consumed = 0;
  #line = 1;

  constructor(handle: (part: JsonPart) => void) {
    this.#handle = handle;
  }

  push(bytes: Uint8Array): void {
    const rest = this.#bytes.subarray(this.#index);
    this.#consumed += this.#index;
    this.#index = 0;
    this.#bytes = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    while (this.#skipSpace() && this.#step());
    const left = this.#bytes.length - this.#index;
    if (left > longestPart) throw this.#unexpected();
    // A copy, as the caller may fill its buffer anew.
    this.#bytes = Buffer.from(this.#bytes.subarray(this.#index));
    this.#consumed += this.#index;
    this.#index = 0;
  }

  end(): void {
    if (this.#expected !== 'end') {
      throw invalid(this.#place, `the file ends where ${this.#expected} was expected`);
    }
  }

  get #place(): Place {
    return { line: this.#line, offset: this.#consumed + this.#index };
  }

  #skipSpace(): boolean {
    while (isSpace(this.#bytes[this.#index])) {
      if (this.#bytes[this.#index] === newline) this.#line += 1;
      this.#index += 1;
    }
    return this.#index < this.#bytes.length;
  }

  /** Takes one part or mark; false if it is not there as a whole yet. */
  #step(): boolean {
    const byte = this.#bytes[this.#index];
    const next = nextAfter[this.#expected]?.get(byte ?? 0);
    if (next) {
      if (byte === openBracket) this.#hand('list', undefined, this.#place);
      this.#index += 1;
      this.#expected = next;
      return true;
    }
    if (this.#expected === 'key' || this.#expected === 'key or }') return this.#takeKey();
    if (this.#expected === 'value') return this.#takeValue();
    if (this.#expected === 'item' || this.#expected === 'item or ]') return this.#takeItem();
    throw this.#unexpected();
  }

  #takeKey(): boolean {
    if (this.#bytes[this.#index] !== quote) throw this.#unexpected();
    const keyPlace = this.#place;
    return this.#take(endOfString(this.#bytes, this.#index), ':', (value) => {
      this.#key = String(value);
      this.#keyPlace = keyPlace;
    });
  }

  #takeValue(): boolean {
    const isString = this.#bytes[this.#index] === quote;
    const find = isString ? endOfString : endOfScalar;
    return this.#take(find(this.#bytes, this.#index), ', or }', (value, place) => {
      this.#hand('value', value, place);
    });
  }

  #takeItem(): boolean {
    if (this.#bytes[this.#index] !== openBrace) throw this.#unexpected();
    return this.#take(endOfFlatObject(this.#bytes, this.#index), ', or ]', (value, place) => {
      this.#hand('item', value, place);
    });
  }

  #take(end: number, next: Expected, use: (value: unknown, place: Place) => void): boolean {
    if (end < 0) return false;
    const place = this.#place;
    const part = this.#bytes.subarray(this.#index, end);
    const value = parse(part, place);
    this.#line += countLines(part);
    this.#index = end;
    this.#expected = next;
    use(value, place);
    return true;
  }

  #hand(kind: JsonPart['kind'], value: unknown, place: Place): void {
    this.#handle({ key: this.#key, kind, value, place, keyPlace: this.#keyPlace });
  }

  #unexpected(): SmerError {
    const start = this.#bytes.subarray(this.#index, this.#index + 20);
    const found = JSON.stringify(Buffer.from(start).toString('latin1'));
    return invalid(this.#place, `expected ${this.#expected}, found ${found}`);
  }
}

/** What is expected after a mark. */
const nextAfter: Partial<Record<Expected, ReadonlyMap<number, Expected>>> = {
  object: new Map([[openBrace, 'key or }']]),
  'key or }': new Map([[closeBrace, 'end']]),
  ':': new Map([[colon, 'value']]),
  value: new Map([[openBracket, 'item or ]']]),
  'item or ]': new Map([[closeBracket, ', or }']]),
  ', or ]': new Map([
    [comma, 'item'],
    [closeBracket, ', or }'],
  ]),
  ', or }': new Map([
    [comma, 'key'],
    [closeBrace, 'end'],
  ]),
};

function parse(part: Uint8Array, place: Place): unknown {
  const text = Buffer.from(part.buffer, part.byteOffset, part.length).toString();
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(place, `expected JSON, found ${JSON.stringify(text.slice(0, 60))}`);
  }
}

/** An INVALID_DUMP_FILE that says where. */
export const invalid = (place: Place, problem: string): SmerError =>
  new SmerError('INVALID_DUMP_FILE', `line ${place.line} (byte ${place.offset}): ${problem}`, {
    evidence: { ...place },
  });
