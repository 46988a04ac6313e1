import { elementOf, make } from './elements.ts';
import type { PageContext } from './page-context.ts';
import type { Trouble } from './trouble.ts';
import { troubleWords } from './trouble-words.ts';

export interface TroublePanel {
  show(troubles: readonly Trouble[]): void;
}

/** What is the matter and what to do, in plain words, above everything else. */
export function createTroublePanel(context: PageContext): TroublePanel {
  const panel = elementOf('troubles', HTMLElement);
  let shown = '';
  return {
    show: (troubles) => {
      // Written anew only when it says something else, or screen readers would repeat it.
      const notices = troubles.map((trouble) => notice(trouble, context));
      const text = notices.map(({ outerHTML }) => outerHTML).join('');
      if (text === shown) return;
      shown = text;
      panel.replaceChildren(...notices);
    },
  };
}

function notice(
  { kind, device, candidates = [] }: Trouble,
  { language }: PageContext,
): HTMLElement {
  const { title, advice } = troubleWords(language, kind);
  const facts = device === undefined ? [] : [make('p', {}, [make('code', { text: device })])];
  const choices = candidates.map((path) =>
    make('li', {}, [make('code', { text: `P1_SOURCE=${path}` })]),
  );
  return make('article', { attributes: { 'data-trouble': kind } }, [
    make('h2', { text: title }),
    make('p', { text: advice }),
    ...(choices.length > 0 ? [make('ul', {}, choices)] : []),
    ...facts,
  ]);
}
