import type { LoadMessage, ResultOf, StoreMessage } from '@smer/shared/history-page';
import { ApiProblem } from './api-client.ts';
import type { Words } from './words-en.ts';

type Whole = (value: number) => string;

/** `Stored 3,214 readings.` */
export const storedWords = (
  { count }: Pick<ResultOf<StoreMessage>, 'count'>,
  words: Words,
  whole: Whole,
): string => words.storedReadings(count, whole(count));

/** `Loaded 3,214 readings. 12 of them were new.` */
export function loadedWords(
  { loaded, added, expired = 0, origin }: Omit<ResultOf<LoadMessage>, 'kind' | 'file'>,
  words: Words,
  whole: Whole,
): string {
  const sentences = [
    words.loadedReadings(loaded, whole(loaded)),
    ...(expired > 0 && expired === loaded ? [] : [addedWords(added, words, whole)]),
    ...(expired === 0 ? [] : [words.expiredReadings(expired, whole(expired))]),
    ...(origin === 'original' ? [words.fromOriginal] : []),
  ];
  return sentences.join(' ');
}

const addedWords = (added: number, words: Words, whole: Whole) =>
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
