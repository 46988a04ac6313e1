import { choose, mutate, type Random } from './mutate.ts';

const huge = 70_000;

/** Pieces that JSON turns on, text that is none, and more of it than anybody means. */
const jsonTokens = [
  ...['{', '}', '[', ']', '"', ',', ':', '\\', '\0', '\n', '-', '1e999', '0x10', 'NaN', 'null'],
  ...['"__proto__":', '"\\ud800"', '"readings":[', '"checksum":"0"', '99999999999999999999'],
  ...['\xef\xbb\xbf', '\xff\xfe', '\xc3', '\xed\xa0\x80', '\xf4\x90\x80\x80'],
  ...['['.repeat(huge), '{"a":'.repeat(huge / 10), '9'.repeat(huge), `"${'x'.repeat(huge)}"`],
].map((token) => Buffer.from(token, 'latin1'));

/** The text with one to six bytes or pieces wrong. */
export const mutateJsonText = (text: Buffer, random: Random): Buffer =>
  mutate(text, random, jsonTokens);

const nested = (depth: number): unknown => (depth === 0 ? 0 : [nested(depth - 1)]);

const oddValues: readonly unknown[] = [
  ...[null, true, '', '7', '\0', '\ud800', 'x'.repeat(huge), [], {}, [[]], { a: { b: {} } }],
  ...[0, -1, 1.5, 1e308, -1e308, 1e21, 2 ** 31, 2 ** 53, -(2 ** 53), 4e12, nested(500)],
];

const oddValue = (random: Random) => structuredClone(choose(oddValues, random));

type Holder = Record<string, unknown> | unknown[];

/** The value with one to four things wrong: keys dropped or renamed, values of other types or sizes, lists longer or out of order. */
export function mutateJson(value: object, random: Random): object {
  const mutated = structuredClone(value);
  for (let count = 1 + random(4); count > 0; count--)
    mutateHolder(pickHolder(mutated, random), random);
  return mutated;
}

/** An object or list somewhere in the value. */
function pickHolder(value: object, random: Random): Holder {
  const holders = Object.values(value).filter((held) => typeof held === 'object' && held !== null);
  if (holders.length === 0 || random(4) === 0) return value as Holder;
  return pickHolder(choose(holders, random), random);
}

function mutateHolder(holder: Holder, random: Random): void {
  if (Array.isArray(holder)) mutateList(holder, random);
  else mutateObject(holder, random);
}

function mutateList(list: unknown[], random: Random): void {
  const at = random(list.length + 1);
  const items = list.slice(at, at + 1 + random(3));
  switch (random(4)) {
    case 0:
      list.splice(at, 1 + random(3));
      return;
    case 1:
      list.splice(at, 0, ...structuredClone(items));
      return;
    case 2:
      list.splice(at, items.length, ...items.reverse());
      return;
    default:
      list.splice(at, random(2), oddValue(random));
  }
}

function mutateObject(object: Record<string, unknown>, random: Random): void {
  const keys = Object.keys(object);
  const key = keys.length === 0 ? 'a' : choose(keys, random);
  const other = keys.length === 0 ? 'b' : choose(keys, random);
  switch (random(4)) {
    case 0:
      delete object[key];
      return;
    case 1:
      object[key] = structuredClone(object[other]);
      return;
    case 2:
      object[choose(['__proto__x', 'constructor', '', key.toUpperCase()], random)] =
        structuredClone(object[key]);
      return;
    default:
      object[key] = oddValue(random);
  }
}
