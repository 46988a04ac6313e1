import { elementOf, setText } from './elements.ts';

interface Confirmation {
  readonly title: string;
  readonly text: string;
  /** What the button that agrees says. */
  readonly yes: string;
}

/** Asks before something is done. Escape and Cancel mean no. */
export function confirmFirst({ title, text, yes }: Confirmation): Promise<boolean> {
  const dialog = elementOf('confirm-dialog', HTMLDialogElement);
  setText(elementOf('confirm-title', HTMLElement), title);
  setText(elementOf('confirm-text', HTMLElement), text);
  setText(elementOf('confirm-yes', HTMLButtonElement), yes);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
