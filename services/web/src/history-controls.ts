import { elementOf, make } from './elements.ts';
import { type HistoryView, isLive, rangesS, viewOfChoice } from './history-range.ts';
import { storedChoice } from './stored-choice.ts';
import type { Words } from './words-en.ts';

export interface HistoryControls {
  /** Makes list and day picker agree with what is shown. */
  show(view: HistoryView, today: string, hasPhases: boolean): void;
  /** The range chosen in the list, to which double click and Back return. */
  readonly chosen: HistoryView;
  readonly phasesChosen: boolean;
}

export interface HistoryControlEvents {
  readonly onView: (view: HistoryView) => void;
  readonly onShift: (direction: -1 | 1) => void;
  readonly onScale: (factor: 0.5 | 2) => void;
  readonly onPhases: () => void;
}

const other = 'other';

/** Range list, day picker, phases and the buttons that move and zoom, for keyboard and touch too. */
export function createHistoryControls(words: Words, events: HistoryControlEvents): HistoryControls {
  const range = elementOf('range', HTMLSelectElement);
  const day = elementOf('day', HTMLInputElement);
  const phases = elementOf('show-phases', HTMLInputElement);
  const back = elementOf('history-back', HTMLButtonElement);
  const kept = storedChoice('smer.range');
  range.replaceChildren(...rangeOptions(words));
  range.value = choiceOf(viewOfChoice(kept.read()));
  let chosen = viewOfChoice(range.value);

  range.addEventListener('change', () => {
    chosen = viewOfChoice(range.value);
    kept.write(range.value);
    events.onView(chosen);
  });
  day.addEventListener('change', () => {
    events.onView(day.value === '' ? chosen : { kind: 'day', date: day.value });
  });
  phases.addEventListener('change', () => events.onPhases());
  back.addEventListener('click', () => events.onView(chosen));
  const onClick = (id: string, act: () => void) =>
    elementOf(id, HTMLButtonElement).addEventListener('click', act);
  onClick('history-earlier', () => events.onShift(-1));
  onClick('history-later', () => events.onShift(1));
  onClick('history-zoom-in', () => events.onScale(0.5));
  onClick('history-zoom-out', () => events.onScale(2));

  return {
    get chosen() {
      return chosen;
    },
    get phasesChosen() {
      return phases.checked && !phases.disabled;
    },
    show: (view, today, hasPhases) => {
      range.value = choiceOf(view);
      // A date that is half typed has no value yet and would be wiped out.
      if (document.activeElement !== day) day.value = view.kind === 'day' ? view.date : '';
      day.max = today;
      phases.disabled = !hasPhases;
      back.disabled = isLive(view);
      elementOf('history-later', HTMLButtonElement).disabled =
        isLive(view) || (view.kind === 'day' && view.date >= today);
    },
  };
}

function rangeOptions(words: Words): HTMLOptionElement[] {
  const option = (value: string, text: string) => make('option', { text, attributes: { value } });
  const unseen = option(other, words.rangeOther);
  unseen.hidden = true;
  return [
    ...rangesS.map((seconds) => option(`${seconds}`, rangeText(seconds, words))),
    option('all', words.rangeAll),
    unseen,
  ];
}

function rangeText(seconds: number, words: Words): string {
  if (seconds < 3600) return words.rangeMinutes(seconds / 60);
  return seconds < 86_400 ? words.rangeHours(seconds / 3600) : words.rangeDays(seconds / 86_400);
}

function choiceOf(view: HistoryView): string {
  if (view.kind === 'all') return 'all';
  if (view.kind !== 'range') return other;
  return `${view.seconds}`;
}
