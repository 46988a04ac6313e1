import { english, type Words } from './words-en.ts';
import { dutch } from './words-nl.ts';

export type Language = 'nl' | 'en';

export const isLanguage = (text: string | null | undefined): text is Language =>
  text === 'nl' || text === 'en';

/** The language chosen before, else the first of the browser's that the page speaks, else English. */
export function chooseLanguage(chosen: string | null, browser: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  return browser.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

export const wordsOf = (language: Language): Words => (language === 'nl' ? dutch : english);
