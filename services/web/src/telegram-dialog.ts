import { elementOf, setText } from './elements.ts';
import { maskTelegram } from './mask-telegram.ts';
import type { PageContext } from './page-context.ts';

/** Shows the last telegram with identifiers masked, to copy when asking others for help. */
export function createTelegramDialog({ api, words }: PageContext): void {
  const dialog = elementOf('telegram-dialog', HTMLDialogElement);
  const text = elementOf('telegram-text', HTMLElement);
  const result = elementOf('telegram-result', HTMLElement);
  const copy = elementOf('telegram-copy', HTMLButtonElement);

  elementOf('show-telegram', HTMLButtonElement).addEventListener('click', async () => {
    const telegram = await api.telegram().catch(() => undefined);
    setText(text, telegram === undefined ? words.noTelegram : maskTelegram(telegram));
    setText(result, '');
    copy.disabled = telegram === undefined;
    dialog.showModal();
  });
  copy.addEventListener('click', () => {
    // Browsers lend the clipboard to secure origins only; at home the page has none.
    const copied = navigator.clipboard?.writeText(text.textContent) ?? Promise.reject();
    copied.then(
      () => setText(result, words.copied),
      () => {
        getSelection()?.selectAllChildren(text);
        setText(result, document.execCommand('copy') ? words.copied : words.copyFailed);
      },
    );
  });
  elementOf('telegram-close', HTMLButtonElement).addEventListener('click', () => dialog.close());
}
