import type { Appliance } from './appliances.ts';
import { make, setText } from './elements.ts';
import type { PageContext } from './page-context.ts';
import type { FreeVerdict } from './surplus.ts';
import type { Words } from './words-en.ts';

export interface ApplianceRow {
  readonly appliance: Appliance;
  readonly element: HTMLTableRowElement;
  /** Without a verdict the answer is unknown. */
  show(verdict: FreeVerdict | undefined): void;
  /** Puts the keyboard on its button. */
  focus(): void;
}

/** One appliance: its name, what it needs, the answer, and how much the sun covers as a bar. */
export function createApplianceRow(
  appliance: Appliance,
  { words, format }: PageContext,
  onEdit: () => void,
): ApplianceRow {
  const name = applianceName(appliance, words);
  const word = make('strong');
  const covers = make('span', { className: 'covers' });
  const fill = make('span', { className: 'bar-fill' });
  const bar = make('span', { className: 'bar', attributes: { 'aria-hidden': 'true' } }, [fill]);
  const needs = make('span', { text: format.watts(appliance.powerW), className: 'needs' });
  const edit = make('button', { text: '✎', className: 'quiet' });
  edit.type = 'button';
  edit.setAttribute('aria-label', words.editAppliance(name));
  edit.addEventListener('click', onEdit);
  const element = make('tr', {}, [
    make('th', { attributes: { scope: 'row' } }, [name, ' ', needs]),
    make('td', { className: 'verdict' }, [word, ' ', covers, bar]),
    make('td', { className: 'action' }, [edit]),
  ]);
  return {
    appliance,
    element,
    focus: () => edit.focus(),
    show: (verdict) => {
      element.dataset['answer'] = verdict?.answer ?? 'unknown';
      setText(word, answerWord(verdict, words));
      setText(covers, coverWords(verdict, words, format.percent));
      fill.style.width = `${(verdict?.coveredShare ?? 0) * 100}%`;
    },
  };
}

export const applianceName = ({ kind, name }: Appliance, words: Words): string =>
  name ?? (kind ? words[kind] : '');

function answerWord(verdict: FreeVerdict | undefined, words: Words): string {
  switch (verdict?.answer) {
    case undefined:
      return words.answerUnknown;
    case 'yes':
      return words.answerYes;
    case 'partly':
      return words.answerPartly;
    case 'no':
      return words.answerNo;
  }
}

function coverWords(
  verdict: FreeVerdict | undefined,
  words: Words,
  percent: (share: number) => string,
): string {
  if (!verdict) return '';
  if (verdict.answer === 'yes') {
    return verdict.coveredShare === 1 ? words.coversAll : words.coversNearlyAll;
  }
  return verdict.coveredShare === 0
    ? words.coversNone
    : words.coversPart(percent(verdict.coveredShare));
}
