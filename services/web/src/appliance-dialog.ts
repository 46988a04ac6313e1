import { type Appliance, maxNameLength, maxPowerW } from './appliances.ts';
import { elementOf } from './elements.ts';
import { applianceName } from './free-row.ts';
import type { Words } from './words-en.ts';

export interface ApplianceDialog {
  add(): void;
  edit(appliance: Appliance): void;
}

interface Changes {
  readonly onSave: (appliance: Appliance) => void;
  readonly onRemove: (id: string) => void;
}

/** Asks for an appliance's name and power, checked by the browser. */
export function createApplianceDialog(
  words: Words,
  { onSave, onRemove }: Changes,
): ApplianceDialog {
  const dialog = elementOf('appliance-dialog', HTMLDialogElement);
  const form = elementOf('appliance-form', HTMLFormElement);
  const name = elementOf('appliance-name', HTMLInputElement);
  const power = elementOf('appliance-power', HTMLInputElement);
  const remove = elementOf('appliance-remove', HTMLButtonElement);
  name.maxLength = maxNameLength;
  power.max = `${maxPowerW}`;
  let edited: Appliance | undefined;

  const open = (appliance: Appliance | undefined) => {
    edited = appliance;
    name.value = appliance ? applianceName(appliance, words) : '';
    power.value = appliance ? `${appliance.powerW}` : '';
    remove.hidden = appliance === undefined;
    dialog.showModal();
    name.focus();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    dialog.close();
    onSave(changed(edited, { name: name.value.trim(), powerW: power.valueAsNumber }, words));
  });
  remove.addEventListener('click', () => {
    dialog.close();
    if (edited) onRemove(edited.id);
  });
  elementOf('appliance-cancel', HTMLButtonElement).addEventListener('click', () => dialog.close());
  return { add: () => open(undefined), edit: open };
}

/** One of the original three keeps its translated name until it is given another. */
function changed(
  before: Appliance | undefined,
  { name, powerW }: { name: string; powerW: number },
  words: Words,
): Appliance {
  const id = before?.id ?? `own-${Math.random().toString(36).slice(2)}`;
  if (before?.kind && name === words[before.kind]) return { id, kind: before.kind, powerW };
  return { id, name, powerW };
}
