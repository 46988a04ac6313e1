import type { Reading } from '@smer/shared/reading';
import { type NumberField, numberSetters, type SetNumber } from './number-setters.ts';
import { obisCode } from './obis-code.ts';
import { obisTable } from './obis-table.ts';
import { type Unit, unitOf } from './unit.ts';

/** Fields that hold a text. */
export type TextField = Extract<
  keyof Reading,
  'version' | 'connectionIdentifier' | 'textMessage' | 'numericMessage'
>;

/** What becomes of an object. */
export type ObisUse =
  | {
      readonly kind: 'quantity' | 'count' | 'factor';
      readonly field: NumberField;
      readonly set: SetNumber;
    }
  | { readonly kind: 'tariff'; readonly set?: SetNumber }
  | { readonly kind: 'octets' | 'message' | 'version'; readonly field: TextField }
  | { readonly kind: 'mbus'; readonly part: MbusPart; readonly channel: number }
  | { readonly kind: (typeof plainKinds)[number] };

export type MbusPart = (typeof mbusParts)[number];

/** A row of the OBIS table. */
export interface ObisRow {
  readonly reference: string;
  /** Its place among all rows. */
  readonly index: number;
  readonly use: ObisUse;
  readonly unit: Unit;
  /** As people are told what was expected: `F5(3,3) kW`. */
  readonly expected: string;
  readonly source: string;
  readonly meaning: string;
}

const plainKinds = [
  'clock',
  'identifier',
  'breaker',
  'limiter',
  'threshold',
  'gross',
  'net',
  'peak',
  'peaks',
  'failures',
  'other',
] as const;
const numberKinds = ['quantity', 'count', 'factor'] as const;
const textKinds = ['octets', 'message', 'version'] as const;
const mbusParts = [
  'type',
  'identifier',
  'connection',
  'reading',
  'unconverted',
  'profile',
  'valve',
] as const;
const textFields = [
  'version',
  'connectionIdentifier',
  'textMessage',
  'numericMessage',
] as const satisfies readonly TextField[];

/** The rows of the OBIS table, one for each M-Bus channel. */
export const obisRows: readonly ObisRow[] = obisTable
  .trim()
  .split('\n')
  .slice(1)
  .flatMap(toRows)
  .map((row, index) => ({ ...row, index }));

const byCode = new Map(obisRows.map((row) => [obisCode(row.reference), row]));

/** The row for a code that `obisCode` gave. */
export const findObisRow = (code: number): ObisRow | undefined => byCode.get(code);

function toRows(line: string): Omit<ObisRow, 'index'>[] {
  const cells = line.split('|').map((cell) => cell.trim());
  const [pattern = '', kind = '', field = '', symbol = '', format = '', source = '', meaning = ''] =
    cells;
  const unit = unitOf(symbol);
  if (!unit) throw new Error(`OBIS table, ${pattern}: unknown unit ${symbol}`);
  const expected = [format, symbol].filter(Boolean).join(' ');
  const channels = pattern.startsWith('0-n') ? [1, 2, 3, 4] : [0];
  return channels.map((channel) => {
    const reference = pattern.replace('n', String(channel));
    const use = toUse(kind, field, channel);
    if (!use) throw new Error(`OBIS table, ${pattern}: ${kind} ${field} is not known`);
    return { reference, use, unit, expected, source, meaning };
  });
}

function toUse(kind: string, field: string, channel: number): ObisUse | undefined {
  if (isOneOf(plainKinds, kind)) return { kind };
  if (isOneOf(numberKinds, kind)) {
    return isNumberField(field) ? { kind, field, set: numberSetters[field] } : undefined;
  }
  if (kind === 'tariff') return toTariff(field);
  if (isOneOf(textKinds, kind)) return isOneOf(textFields, field) ? { kind, field } : undefined;
  return kind === 'mbus' && isOneOf(mbusParts, field)
    ? { kind: 'mbus', part: field, channel }
    : undefined;
}

/** Tariffs up to 4 have fields of their own. */
function toTariff(field: string): ObisUse | undefined {
  if (field === '') return { kind: 'tariff' };
  return isNumberField(field) ? { kind: 'tariff', set: numberSetters[field] } : undefined;
}

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return names.some((each) => each === name);
}

function isNumberField(name: string): name is NumberField {
  return Object.hasOwn(numberSetters, name);
}
