import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const stopLimitMs = 60_000;

/** A test that fails outside of any await disposes of nothing, and its children would go on for ever. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface StartedProcess extends AsyncDisposable {
  readonly pid: number;
  /** What it wrote to standard output and standard error so far. */
  output(): string;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<number | null>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  readonly exited: Promise<number | null>;
}

/** Runs a program with just this environment added to PATH and HOME; it ends with the test. */
export function startProcess(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): StartedProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, args, {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  running.add(child);
  const exited = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    // As container engines do with what does not stop.
    const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    return exited.finally(() => clearTimeout(limit));
  };
  return {
    pid: child.pid ?? 0,
    output: () => text,
    exited,
    stop: () => end('SIGTERM'),
    kill: async (signal = 'SIGKILL') => {
      await end(signal);
    },
    [Symbol.asyncDispose]: async () => {
      await end('SIGKILL');
    },
  };
}
