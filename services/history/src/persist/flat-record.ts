import type { SmerError } from '@smer/shared/errors';
import { invalid, type JsonPart } from './split-json.ts';

/** A flat object of a dump file whose fields are checked as they are read. */
export class FlatRecord {
  readonly #part: JsonPart;
  readonly #path: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  /** `index` is its place in the list. */
  constructor(part: JsonPart, index: number) {
    this.#part = part;
    this.#path = `${part.key}[${index}]`;
    this.#fields = Object(part.value);
  }

  integer(name: string, from: number, to: number): number {
    const value = this.#fields[name];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= from && value <= to) {
      return value;
    }
    throw this.wrong(name, `a whole number from ${from} to ${to}`);
  }

  optionalInteger(name: string, from: number, to: number): number | undefined {
    return this.#fields[name] === undefined ? undefined : this.integer(name, from, to);
  }

  text(name: string, pattern: RegExp, expected: string): RegExpExecArray {
    const value = this.#fields[name];
    const match = typeof value === 'string' ? pattern.exec(value) : null;
    if (!match) throw this.wrong(name, expected);
    return match;
  }

  optionalText(name: string): string | undefined {
    return this.#fields[name] === undefined ? undefined : this.text(name, /^.*$/s, 'a text')[0];
  }

  wrong(name: string, expected: string): SmerError {
    const value = this.#fields[name];
    const found = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 60);
    return invalid(this.#part.place, `${this.#path}.${name} is ${found}, expected ${expected}`);
  }
}
