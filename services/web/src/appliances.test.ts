import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  maxAppliances,
  originalAppliances,
  parseAppliances,
  putAppliance,
  removeAppliance,
} from './appliances.ts';

const car = { id: 'own-1', name: 'Car', powerW: 3700 };

describe('parseAppliances', () => {
  it('starts with the original three', () => {
    assert.deepEqual(
      parseAppliances(null).map(({ powerW }) => powerW),
      [2000, 1500, 300],
    );
  });

  it('reads back what was kept', () => {
    const list = putAppliance(originalAppliances, car);
    assert.deepEqual(parseAppliances(JSON.stringify(list)), list);
  });

  it('keeps an empty list empty', () => {
    assert.deepEqual(parseAppliances('[]'), []);
  });

  const spoilt = [
    'not json',
    '{}',
    'null',
    '[1]',
    '[{"id":"a","name":"","powerW":1}]',
    '[{"id":"a","name":"x","powerW":0}]',
    '[{"id":"a","name":"x","powerW":"2000"}]',
    '[{"id":"a","name":"x","powerW":1.5}]',
    '[{"id":"a","kind":"rocket","powerW":10}]',
    JSON.stringify(Array.from({ length: maxAppliances + 1 }, () => car)),
  ];
  for (const kept of spoilt) {
    it(`goes back to the original three for ${kept.slice(0, 40)}`, () => {
      assert.deepEqual(parseAppliances(kept), originalAppliances);
    });
  }
});

describe('the list of appliances', () => {
  it('gets a new one at its end', () => {
    assert.deepEqual(putAppliance(originalAppliances, car).at(-1), car);
  });

  it('keeps the place of one that is changed', () => {
    const list = putAppliance(originalAppliances, { id: 'dishwasher', name: 'D', powerW: 9 });
    assert.deepEqual(list[1], { id: 'dishwasher', name: 'D', powerW: 9 });
  });

  it('loses one that is removed', () => {
    const list = removeAppliance(originalAppliances, 'dishwasher');
    assert.deepEqual(
      list.map(({ id }) => id),
      ['washing-machine', 'television'],
    );
  });

  it('does not grow beyond its limit', () => {
    let list = originalAppliances;
    for (let index = 0; index < 30; index += 1)
      list = putAppliance(list, { ...car, id: `${index}` });
    assert.equal(list.length, maxAppliances);
  });
});
