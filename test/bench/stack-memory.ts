import { readFileSync } from 'node:fs';
import type { StartedNginx } from '../support/start-nginx.ts';
import type { StartedSystem } from '../support/start-system.ts';

/** Megabytes by part. */
export type StackMemory = Readonly<Record<string, number>>;

/** What each part of the stack takes, with its share of what several processes have in common. */
export function stackMemory(system: StartedSystem, web: StartedNginx): StackMemory {
  return {
    'nats-server': proportionalMb(system.nats.pid),
    reader: proportionalMb(system.service('reader').pid),
    history: proportionalMb(system.service('history').pid),
    api: proportionalMb(system.service('api').pid),
    nginx: proportionalMb(web.pid),
  };
}

export const sumOf = (memory: StackMemory): number =>
  Object.values(memory).reduce((sum, each) => sum + each, 0);

/** Of a process and those it started. */
export function proportionalMb(pid: number): number {
  const kb = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return children
    .filter(Boolean)
    .reduce((sum, child) => sum + proportionalMb(Number(child)), Number(kb) / 1024);
}
