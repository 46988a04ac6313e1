import { runCommand } from './run-command.ts';

const leash = ['setpriv', '--pdeathsig', 'TERM', '--'];

/**
 * What goes before a command so that it ends when we are killed without a chance to stop it.
 * Linux can do that; elsewhere there is nothing to put before.
 */
export async function findLeash(): Promise<readonly string[]> {
  const [command = '', ...args] = [...leash, process.execPath, '--version'];
  return runCommand(command, args).then(
    () => leash,
    () => [],
  );
}
