import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseLanguage } from './language.ts';
import { english } from './words-en.ts';
import { dutch } from './words-nl.ts';

describe('chooseLanguage', () => {
  it('takes what was chosen before', () => {
    assert.equal(chooseLanguage('nl', ['en-GB']), 'nl');
  });

  it('takes the first of the browser’s languages that it speaks', () => {
    assert.equal(chooseLanguage(null, ['de-DE', 'nl-BE', 'en']), 'nl');
  });

  it('speaks English to everyone else', () => {
    assert.equal(chooseLanguage('de', ['fr-FR']), 'en');
  });
});

describe('the words', () => {
  it('are all there in both languages', () => {
    const spoken = (words: Record<string, unknown>) =>
      Object.entries(words).filter(([, word]) => typeof word === 'function' || word);
    assert.equal(spoken(dutch).length, spoken(english).length);
  });
});
