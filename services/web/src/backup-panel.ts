import type { HealthReport } from '@smer/shared/health-report';
import type { OnProgress } from './api-client.ts';
import { loadedWords, problemWords, storedWords } from './backup-words.ts';
import { confirmFirst } from './confirm-dialog.ts';
import { elementOf, setText } from './elements.ts';
import type { PageContext } from './page-context.ts';

export interface BackupPanel {
  showHealth(health: HealthReport): void;
}

/** Store and Load: asked for confirmation, with progress, and the result in words. */
export function createBackupPanel(context: PageContext, onLoaded: () => void): BackupPanel {
  const { api, words, format } = context;
  const buttons = [elementOf('store', HTMLButtonElement), elementOf('load', HTMLButtonElement)];
  const [store, load] = buttons;
  const progress = elementOf('backup-progress', HTMLProgressElement);
  const result = elementOf('backup-result', HTMLElement);
  const last = elementOf('last-dump', HTMLElement);

  /** The task gets a function that shows how far it is, and gives its result in words. */
  async function run(
    beginning: string,
    task: (onProgress: OnProgress) => Promise<string>,
  ): Promise<void> {
    for (const button of buttons) button.disabled = true;
    setText(result, beginning);
    progress.removeAttribute('value');
    progress.hidden = false;
    const showProgress: OnProgress = ({ done, total }) => {
      progress.value = done / Math.max(1, total);
      setText(result, `${beginning} ${format.percent(progress.value)}`);
    };
    setText(result, await task(showProgress).catch((thrown) => problemWords(thrown, words)));
    progress.hidden = true;
    for (const button of buttons) button.disabled = false;
  }

  store?.addEventListener('click', async () => {
    const { confirmStoreTitle: title, confirmStore: text, store: yes } = words;
    if (!(await confirmFirst({ title, text, yes }))) return;
    await run(words.storing, async (onProgress) =>
      storedWords(await api.store(onProgress), words, format.whole),
    );
  });
  load?.addEventListener('click', async () => {
    const { confirmLoadTitle: title, confirmLoad: text, load: yes } = words;
    if (!(await confirmFirst({ title, text, yes }))) return;
    await run(words.loading, async (onProgress) =>
      loadedWords(await api.load(onProgress), words, format.whole),
    );
    onLoaded();
  });
  return { showHealth: (health) => setText(last, lastDumpText(health, context)) };
}

function lastDumpText(health: HealthReport, { words, format }: PageContext): string {
  const instances = health.parts.find(({ service }) => service === 'history')?.instances ?? [];
  const dumps = instances.map(({ counters }) => counters);
  const newest = dumps.sort((a, b) => (b['lastDumpAt'] ?? 0) - (a['lastDumpAt'] ?? 0))[0];
  const at = newest?.['lastDumpAt'];
  const count = newest?.['lastDumpReadings'];
  if (at === undefined) return newest ? words.noDumpKnown : '';
  const when = format.dateClock(at);
  return count === undefined
    ? words.lastDumpAt(when)
    : words.lastDump(when, count, format.whole(count));
}
