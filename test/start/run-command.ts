import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const outputLimitBytes = 16 * 1024 * 1024;

/**
 * Runs a program to its end and gives its standard output. Throws where its exit status is not
 * 0, with its standard error in the message.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd?: string; signal?: AbortSignal } = {},
): Promise<string> {
  const { stdout } = await execute(command, args, { maxBuffer: outputLimitBytes, ...options });
  return stdout;
}
