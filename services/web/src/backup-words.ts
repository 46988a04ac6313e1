import { ApiProblem, type TaskMessage } from './api-client.ts';
import type { Words } from './words-en.ts';

type Result = Extract<TaskMessage, { kind: 'result' }>;

/** `Stored 3,214 readings.`, `Loaded 3,214 readings. 12 of them were new.` */
export function resultWords(
  { count, loaded, added, expired = 0, origin }: Result,
  words: Words,
  whole: (value: number) => string,
): string {
  if (count !== undefined) return words.storedReadings(count, whole(count));
  const total = loaded ?? 0;
  const sentences = [
    words.loadedReadings(total, whole(total)),
    ...(added === undefined || (expired > 0 && expired === total)
      ? []
      : [addedWords(added, words, whole)]),
    ...(expired === 0 ? [] : [words.expiredReadings(expired, whole(expired))]),
    ...(origin === 'original' ? [words.fromOriginal] : []),
  ];
  return sentences.join(' ');
}

const addedWords = (added: number, words: Words, whole: (value: number) => string) =>
  added === 0 ? words.noneAdded : words.addedReadings(added, whole(added));

/** Why a store or load did not work, and what to do. */
export function problemWords(thrown: unknown, words: Words): string {
  if (!(thrown instanceof ApiProblem)) return words.problemOther;
  const known: Record<string, string> = {
    NO_DUMP_FILE: words.problemNoDump,
    INVALID_DUMP_FILE: words.problemBadDump,
    UNREADABLE_DUMP_FILE: words.problemUnreadableDump,
    CROSS_SITE_REQUEST: words.problemCrossSite,
    BUSY: words.problemBusy,
    DISK_FULL: words.problemDiskFull,
    DISK_READ_ONLY: words.problemReadOnly,
    NO_ANSWER: words.problemNoAnswer,
    ANSWER_TOO_LATE: words.problemNoAnswer,
  };
  if (thrown.status === 0) return words.problemOffline;
  return known[thrown.errorCode ?? ''] ?? words.problemOther;
}
