import { dayOfHour, type History } from '../series/history.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** What a file of the checkpoint folder holds; days, hours and chunks are numbered since 1970. */
export type CheckpointFile =
  | { readonly kind: 'day'; readonly number: number }
  | { readonly kind: 'hour'; readonly number: number }
  | { readonly kind: 'counters'; readonly number: number };

export const positionName = 'position.json';

/** `2024-08-16.day`, `2024-08-16T18.hour` (both in UTC), `1870.counters`. */
export function nameOf({ kind, number }: CheckpointFile): string {
  if (kind === 'counters') return `${number}.${kind}`;
  const time = new Date(number * (kind === 'day' ? dayMs : hourMs)).toISOString();
  return `${time.slice(0, kind === 'day' ? 10 : 13)}.${kind}`;
}

/** Reverses `nameOf`; undefined for the name of anything else. */
export function fileOf(name: string): CheckpointFile | undefined {
  const [, stem = '', kind] = /^([0-9T-]+)\.(day|hour|counters)$/.exec(name) ?? [];
  const file = kind && toFile(stem, kind);
  return file && Number.isSafeInteger(file.number) && nameOf(file) === name ? file : undefined;
}

function toFile(stem: string, kind: string): CheckpointFile {
  if (kind === 'counters') return { kind, number: Number(stem) };
  if (kind === 'day') return { kind, number: Date.parse(`${stem}T00:00:00Z`) / dayMs };
  return { kind: 'hour', number: Date.parse(`${stem}:00:00Z`) / hourMs };
}

/** Whether history has forgotten what the file holds. */
export function isExpired({ kind, number }: CheckpointFile, { store, table }: History): boolean {
  if (kind === 'counters') return number < table.oldestKept;
  const day = kind === 'day' ? number : dayOfHour(number);
  return day < store.oldestKeptDay;
}
