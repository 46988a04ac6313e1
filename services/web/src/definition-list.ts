import { make } from './elements.ts';

/** A name and its text; without a text the pair is left out. */
export type Definition = readonly [name: string, text: string | undefined];

/** Writes pairs into a `<dl>`, only when they changed. */
export function showDefinitions(list: HTMLElement, definitions: readonly Definition[]): void {
  const present = definitions.filter(([, text]) => text !== undefined && text !== '');
  const key = JSON.stringify(present);
  if (list.dataset['shown'] === key) return;
  list.dataset['shown'] = key;
  list.replaceChildren(
    ...present.map(([name, text]) =>
      make('div', {}, [make('dt', { text: name }), make('dd', { text: text ?? '' })]),
    ),
  );
}
