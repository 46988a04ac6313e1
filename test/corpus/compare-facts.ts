import type { Reading } from '@smer/shared/reading';
import type { ListedObject } from '../../services/reader/src/p1/list-objects.ts';
import { type Form, findPeerValue } from './peer-values.ts';
import type { Fact } from './read-expectations.ts';

/** What both sides say of a fact, in the same form; undefined where the fact is not understood. */
export interface Comparison {
  readonly actual: unknown;
  readonly expected: unknown;
}

const states: Readonly<Record<string, number>> = {
  disconnected: 0,
  closed: 0,
  connected: 1,
  open: 1,
  ready: 2,
  released: 2,
};

/** Finds what the reading, or else its objects as sent, say of a fact. */
export function compareFact(
  fact: Fact,
  reading: Reading | undefined,
  objects: readonly ListedObject[],
): Comparison | undefined {
  const named = reading && findPeerValue(reading, fact.peer, fact.name);
  if (named)
    return { actual: inForm(named.value, named.form), expected: expectedIn(named.form, fact) };
  return compareObject(fact, objects);
}

function expectedIn(form: Form, { value, type }: Fact): unknown {
  if (value === null || value === '') return undefined;
  if (form === 'thousandths') return Math.round(Number(value) * 1000);
  if (form === 'instant')
    return typeof value === 'number' ? value * 1000 : Date.parse(String(value));
  if (form === 'hex') return textOfHex(String(value));
  const isNumber = form === 'digits' || form === 'state' || type === 'decimal' || type === 'int';
  return isNumber ? Number(value) : value;
}

function inForm(value: unknown, form: Form): unknown {
  return form === 'state' && typeof value === 'string' ? states[value] : value;
}

/** Identifiers that are no text in hexadecimal stay as sent. */
function textOfHex(sent: string): string {
  const text = Buffer.from(sent, 'hex').toString('latin1');
  return sent.length % 2 === 0 && /^[\x20-\x7e]+$/.test(text) ? text.trim() : sent;
}

/** Compares texts and numbers with the value groups of the object that the fact names. */
function compareObject(fact: Fact, objects: readonly ListedObject[]): Comparison | undefined {
  const object = objects.find(({ reference }) => isReference(reference, fact.obis));
  if (object === undefined)
    return fact.value === null ? { actual: null, expected: null } : undefined;
  if (fact.count !== undefined)
    return { actual: (object.values.length - 2) / 2, expected: fact.count };
  const [number = '', unit = null] = object.values.at(-1)?.split('*') ?? [];
  if (fact.name.endsWith('.unit')) return { actual: unit, expected: fact.value };
  if (fact.value === null) return { actual: number, expected: '' };
  return isNumeric(fact)
    ? { actual: Number(number), expected: Number(fact.value) }
    : { actual: number, expected: fact.value };
}

function isNumeric({ value, type }: Fact): boolean {
  if (type === 'decimal' || type === 'int' || typeof value === 'number') return true;
  return /^\d{1,9}(\.\d+)?$/.test(String(value));
}

/** Peers leave A and B out, or write them wrong; C, D and E tell the object. */
function isReference(reference: string, obis: string | undefined): boolean {
  if (obis === undefined) return false;
  const exact = reference.replace(/\*255$/, '');
  return (
    exact === obis || (!obis.startsWith('0-') && exact.split(':')[1] === obis.split(':').at(-1))
  );
}
