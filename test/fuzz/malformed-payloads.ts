import { choose, type Random } from './mutate.ts';
import { mutateJson, mutateJsonText } from './mutate-json.ts';

/** NATS refuses payloads over 1 MiB. */
const largestPayload = 1024 * 1024;

const odd = [
  ...['', ' ', 'null', 'true', '0', '-1', '1e999', '"text"', '[]', '[[]]', '{', '}', 'undefined'],
  ...['{"reading":null}', '{"from":"now"}', '{"from":1e300}', '{"points":-1}', '{"fields":{}}'],
  ...['{"cursor":"x"}', '{"period":"aeon"}', '{"bootId":7}', '{"afterSequence":1.5}'],
  ...['{"__proto__":{"from":1}}', '{"sequence":0,"bootId":"","reading":{}}', '\ufeff{}'],
  ...['{"file":"../../etc/passwd","instance":1}', '\0', '{"a":"\\ud800"}'],
].map((text) => Buffer.from(text));

const large = [
  Buffer.alloc(largestPayload, 0xff),
  Buffer.alloc(largestPayload, '['),
  Buffer.from(`"${'x'.repeat(largestPayload - 2)}"`),
  Buffer.from(`{"a":"${'x'.repeat(largestPayload - 8)}"}`),
  Buffer.from(`{"fields":[${'"usageWatts",'.repeat(70_000)}"usageWatts"]}`),
  Buffer.from(`{${'"a":{'.repeat(100_000)}${'}'.repeat(100_000)}}`),
];

/** What no sender means: no JSON, JSON of other shapes, and as much of it as the bus carries. */
export function malformedPayloads(sample: object, random: Random): Buffer[] {
  const text = Buffer.from(JSON.stringify(sample));
  const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);
  return [
    ...odd,
    ...large,
    ...times(20, () => Buffer.from(times(1 + random(200), () => random(256)))),
    ...times(20, () => mutateJsonText(text, random).subarray(0, largestPayload)),
    ...times(20, () => Buffer.from(JSON.stringify(mutateJson(sample, random)))),
    choose(large, random).subarray(0, 1 + random(largestPayload)),
  ];
}
