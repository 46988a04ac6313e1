import { isLanguage, type Language } from './language.ts';
import type { StoredChoice } from './stored-choice.ts';

/** The buttons that choose the language. The page starts anew in it, as at every visit after. */
export function createLanguageSwitch(language: Language, kept: StoredChoice): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-language]')) {
    const offered = button.dataset['language'];
    button.setAttribute('aria-pressed', `${offered === language}`);
    button.addEventListener('click', () => {
      if (!isLanguage(offered) || offered === language) return;
      kept.write(offered);
      location.reload();
    });
  }
}
