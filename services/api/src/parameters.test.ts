import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmerError } from '@smer/shared/errors';
import { createTimeZone } from '@smer/shared/time-zone';
import * as z from 'zod';
import {
  choice,
  instant,
  listOf,
  mustFollow,
  parseParameters,
  type Query,
  wholeNumber,
} from './parameters.ts';

const schema = z
  .object({
    res: wholeNumber(0, 3600).optional(),
    from: instant(createTimeZone('Europe/Amsterdam')).optional(),
    to: instant(createTimeZone('Europe/Amsterdam')).optional(),
    fields: listOf(['gasDm3', 'waterDm3']).optional(),
    format: choice(['json', 'csv']).default('json'),
  })
  .check(mustFollow);

function complaintOf(query: Query, checked: z.ZodObject = schema): SmerError {
  try {
    parseParameters(checked, query);
  } catch (thrown) {
    if (thrown instanceof SmerError) return thrown;
  }
  throw new Error('expected the parameters to be refused');
}

test('reads what is given and fills in defaults', () => {
  assert.deepEqual(parseParameters(schema, { res: '60', fields: 'waterDm3,gasDm3' }), {
    res: 60,
    fields: ['waterDm3', 'gasDm3'],
    format: 'json',
  });
});

test('ignores parameters that begin with _', () => {
  assert.deepEqual(parseParameters(schema, { _: '1723833110', _t: 'x' }), { format: 'json' });
});

const complaints: [string, Query, string][] = [
  ['a word for a number', { res: 'abc' }, 'res=abc: expected a whole number from 0 to 3600'],
  ['an empty number', { res: '' }, 'res=: expected a whole number from 0 to 3600'],
  ['a fraction', { res: '1.5' }, 'res=1.5: expected a whole number from 0 to 3600'],
  ['a number out of bounds', { res: '3601' }, 'res=3601: expected a whole number from 0 to 3600'],
  [
    'a parameter twice',
    { res: ['1', '2'] },
    'res=1,2: expected a whole number from 0 to 3600, once',
  ],
  [
    'a word of another list',
    { fields: 'gasDm3,x' },
    'fields=gasDm3,x: expected a comma-separated list of gasDm3, waterDm3',
  ],
  ['an unknown word', { format: 'xml' }, 'format=xml: expected one of json, csv'],
  [
    'a range that ends before it begins',
    { from: '20', to: '20' },
    'to=20: expected an instant later than from',
  ],
  [
    'an unknown parameter',
    { resolution: '5' },
    'resolution=5: expected one of the parameters res, from, to, fields, format',
  ],
  [
    'two at once',
    { res: 'x', format: 'y' },
    'res=x: expected a whole number from 0 to 3600; format=y: expected one of json, csv',
  ],
];

for (const [what, query, expected] of complaints) {
  test(`refuses ${what}`, () => {
    assert.equal(complaintOf(query).message, expected);
  });
}

test('names a parameter that is missing', () => {
  const required = z.object({ period: choice(['day', 'week']) });
  assert.equal(complaintOf({}, required).message, 'period is missing: expected one of day, week');
});

test('keeps parameter, value and expectation as evidence', () => {
  assert.deepEqual(complaintOf({ res: 'abc' }).evidence['invalidParameters'], [
    { parameter: 'res', value: 'abc', expected: 'a whole number from 0 to 3600' },
  ]);
});

test('does not echo at any length', () => {
  const query = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`p${index}`, 'x'.repeat(1_000)]),
  );
  assert.ok(complaintOf(query).message.length < 3_000);
});
