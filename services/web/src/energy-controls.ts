import { elementOf } from './elements.ts';
import type { EnergyMedium } from './energy-figures.ts';
import type { SpanKind } from './energy-span.ts';

export interface EnergyControls {
  /** The kind of span, and how many before the running one (0 or less). */
  chosen(): { kind: SpanKind; shift: number };
  /** Offers the media there are, and tells which is chosen. */
  showMedia(media: readonly EnergyMedium[]): EnergyMedium;
}

export interface EnergyControlEvents {
  readonly onSpan: () => void;
  readonly onMedium: () => void;
  readonly onDownload: () => void;
}

/** Day, week, month or year; earlier and later; electricity, gas or water; download. */
export function createEnergyControls(events: EnergyControlEvents): EnergyControls {
  const kinds = elementOf('energy-span', HTMLFieldSetElement);
  const medium = elementOf('energy-medium', HTMLSelectElement);
  const later = elementOf('energy-later', HTMLButtonElement);
  let shift = 0;

  const move = (to: number) => {
    shift = Math.min(0, to);
    later.disabled = shift === 0;
    events.onSpan();
  };
  kinds.addEventListener('change', () => move(0));
  medium.addEventListener('change', () => events.onMedium());
  later.addEventListener('click', () => move(shift + 1));
  elementOf('energy-earlier', HTMLButtonElement).addEventListener('click', () => move(shift - 1));
  elementOf('energy-csv', HTMLButtonElement).addEventListener('click', () => events.onDownload());

  return {
    chosen: () => ({ kind: chosenKind(kinds), shift }),
    showMedia: (media) => {
      const label = medium.closest('label');
      if (label) label.hidden = media.length < 2;
      for (const option of medium.options) {
        option.hidden = !media.includes(option.value as EnergyMedium);
        option.disabled = option.hidden;
      }
      if (medium.selectedOptions[0]?.disabled !== false) medium.value = 'electricity';
      return medium.value as EnergyMedium;
    },
  };
}

function chosenKind(kinds: HTMLFieldSetElement): SpanKind {
  const checked = kinds.querySelector<HTMLInputElement>('input:checked');
  return (checked?.value ?? 'day') as SpanKind;
}
