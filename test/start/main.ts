import { systemClock } from '@smer/shared/clock';
import { messageOf, SmerError } from '@smer/shared/errors';
import { loadStartSettings } from './config.ts';
import { sayOnConsole as say } from './say.ts';
import { StartError } from './start-error.ts';
import { type RunningSmer, startSmer } from './start-smer.ts';
import { watchParent } from './watch-parent.ts';

/** npm passes on a Ctrl-C that the terminal has sent already: both are one wish. */
const sameWishMs = 1_000;

const ending = new AbortController();
let endingSince: number | undefined;
let running: RunningSmer | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
watchParent(process.env, onSignal);

try {
  running = await startSmer(loadStartSettings(process.env), {
    say,
    signal: ending.signal,
    giveUp: (reason) => void end(1, reason),
  });
  if (ending.signal.aborted) await stopAndExit(0);
} catch (thrown) {
  if (ending.signal.aborted) process.exit(0);
  if (!isUnderstood(thrown)) throw thrown;
  say(messageOf(thrown));
  process.exit(1);
}

function onSignal(): void {
  if (endingSince === undefined) void end(0, 'SMER stops');
  else if (systemClock() - endingSince > sameWishMs) {
    running?.kill();
    process.exit(1);
  }
}

async function end(status: number, reason: string): Promise<void> {
  if (endingSince !== undefined) return;
  endingSince = systemClock();
  say(reason);
  ending.abort();
  if (running) await stopAndExit(status);
}

async function stopAndExit(status: number): Promise<void> {
  await running?.stop();
  process.exit(status);
}

/** Wrong settings, a lack that was explained, or a file or folder that can't be made (`EACCES: …`). */
function isUnderstood(thrown: unknown): boolean {
  if (thrown instanceof SmerError) return thrown.code === 'INVALID_CONFIG';
  return thrown instanceof StartError || (thrown instanceof Error && 'syscall' in thrown);
}
