import { readFileSync } from 'node:fs';

/** What the kernel counts processor time in. */
const tickMs = 10;

/** The processor time that a process has taken so far. */
export function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ');
  return (Number(fields?.[11]) + Number(fields?.[12])) * tickMs;
}
