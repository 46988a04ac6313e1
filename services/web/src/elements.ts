import type { PlainWord, Words } from './words-en.ts';

/** The element of index.html with this id. Throws if the page has none of that type. */
export function elementOf<E extends HTMLElement>(id: string, type: new () => E): E {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`index.html has no ${type.name} with id ${id}`);
}

interface ElementOptions {
  readonly text?: string;
  readonly className?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A new element with text or children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { text, className, attributes = {} }: ElementOptions = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className !== undefined) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Writes only what differs, so that screen readers and layout are left in peace. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A row of a table: a heading, then cells. */
export function tableRow(heading: string, cells: readonly string[]): HTMLTableRowElement {
  const head = make('th', { text: heading, attributes: { scope: 'row' } });
  return make('tr', {}, [head, ...cells.map((text) => make('td', { text }))]);
}

/** The row of column headings. */
export const headingRow = (headings: readonly string[]): HTMLTableRowElement =>
  make(
    'tr',
    {},
    headings.map((text) => make('th', { text, attributes: { scope: 'col' } })),
  );

/** Puts the page's language into every element that names its text (`data-text`) or label (`data-label`). */
export function writeTexts(words: Words): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    setText(element, words[element.dataset['text'] as PlainWord]);
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) {
    element.setAttribute('aria-label', words[element.dataset['label'] as PlainWord]);
  }
}
