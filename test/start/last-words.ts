import { readFile } from 'node:fs/promises';

const longest = 200;
const linesLooked = 30;

/** Why a process ended, from the end of its log: the last line that tells of an error, else the last one. */
export async function lastWords(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n').slice(-linesLooked);
  const line = lines.findLast((candidate) => /error|emerg/i.test(candidate)) ?? lines.at(-1) ?? '';
  return (sentenceOf(line) ?? line).trim().slice(0, longest);
}

/** The sentence of a JSON log record. */
function sentenceOf(line: string): string | undefined {
  try {
    const { msg, err } = JSON.parse(line);
    return [msg, err?.message].filter((part) => typeof part === 'string').join(': ');
  } catch {
    return undefined;
  }
}
