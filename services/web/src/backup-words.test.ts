import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiProblem } from './api-client.ts';
import { loadedWords, problemWords, storedWords } from './backup-words.ts';
import { createFormat } from './format.ts';
import { english as words } from './words-en.ts';

const { whole } = createFormat('en', 'UTC');

describe('storedWords', () => {
  for (const [count, expected] of [
    [3214, 'Stored 3,214 readings.'],
    [1, 'Stored 1 reading.'],
  ] as const) {
    it(`says: ${expected}`, () => {
      assert.equal(storedWords({ count }, words, whole), expected);
    });
  }
});

describe('loadedWords', () => {
  const cases = [
    [{ loaded: 3214, added: 0 }, 'Loaded 3,214 readings. None of them was new.'],
    [{ loaded: 3214, added: 12 }, 'Loaded 3,214 readings. 12 of them were new.'],
    [{ loaded: 3214, added: 1 }, 'Loaded 3,214 readings. 1 of them was new.'],
    [
      { loaded: 5, added: 1, expired: 4 },
      'Loaded 5 readings. 1 of them was new. 4 of them are older than SMER keeps them; HISTORY_RETENTION_DAYS in the file .env sets for how long.',
    ],
    [
      { loaded: 5, added: 0, expired: 5 },
      'Loaded 5 readings. 5 of them are older than SMER keeps them; HISTORY_RETENTION_DAYS in the file .env sets for how long.',
    ],
    [{ loaded: 0, added: 0, expired: 0 }, 'Loaded 0 readings. None of them was new.'],
    [
      { loaded: 2, added: 2, origin: 'original' },
      'Loaded 2 readings. 2 of them were new. The file was written by the original SMER.',
    ],
  ] as const;
  for (const [result, expected] of cases) {
    it(`says: ${expected}`, () => {
      assert.equal(loadedWords({ origin: 'smer', ...result }, words, whole), expected);
    });
  }
});

describe('problemWords', () => {
  it('explains what SMER’s codes mean', () => {
    assert.equal(problemWords(new ApiProblem(404, 'NO_DUMP_FILE'), words), words.problemNoDump);
  });

  it('says so when nothing answers', () => {
    assert.equal(problemWords(new ApiProblem(0), words), words.problemOffline);
  });

  it('admits the rest', () => {
    assert.equal(problemWords(new Error('what?'), words), words.problemOther);
  });
});
