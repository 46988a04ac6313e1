import { spawnSync } from 'node:child_process';
import type { Need } from './suites.ts';

const emulator = '/proc/sys/fs/binfmt_misc/qemu-aarch64';

const checks: Record<Need, { command: string; args: string[]; lack: string }> = {
  docker: {
    command: 'docker',
    args: ['info'],
    lack: 'no Docker engine answers (docker info)',
  },
  browser: {
    command: process.env['CHROMIUM'] ?? 'chromium',
    args: ['--version'],
    lack: 'no Chromium (the command chromium, or the one that CHROMIUM names)',
  },
  arm64: {
    command: 'sh',
    args: ['-c', `[ "$(uname -m)" = aarch64 ] || grep -qsx enabled ${emulator}`],
    lack: 'this machine runs no programs for arm64 (.ci/emulation lets it)',
  },
};

/** What this machine lacks, each with a sentence. */
export function findLacks(): Map<Need, string> {
  const lacks = new Map<Need, string>();
  for (const [need, { command, args, lack }] of Object.entries(checks)) {
    const { status } = spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 });
    if (status !== 0) lacks.set(need as Need, lack);
  }
  return lacks;
}
