import type { CosemObject } from '@smer/shared/reading';
import { findEnd } from './find-end.ts';
import { findObisRow } from './obis-rows.ts';
import { parseTelegram, referenceOf, valueGroups } from './parse-telegram.ts';
import { textOf } from './span.ts';

/** An object of a telegram, and what the OBIS table says it means. */
export interface ListedObject extends CosemObject {
  readonly meaning?: string;
}

/** All objects of a telegram, from `/` through its terminator, in the order they were sent. */
export function listObjects(telegram: Uint8Array): ListedObject[] {
  const bytes = Buffer.from(telegram);
  const end = findEnd(bytes, 0, true);
  const { lines } = parseTelegram(bytes, end?.kind === 'terminated' ? end.textEnd : bytes.length);
  return lines.map((line) => {
    const meaning = findObisRow(line.code)?.meaning;
    const values = valueGroups(line)?.map(textOf) ?? [];
    return { reference: referenceOf(line), values, ...(meaning === undefined ? {} : { meaning }) };
  });
}
