import type { Profile } from '@smer/shared/reading';
import { obisCode } from './obis-code.ts';
import type { CosemLine, Telegram } from './parse-telegram.ts';

const code = {
  emucsVersion: obisCode('0-0:96.1.4'),
  dsmrVersion: obisCode('1-3:0.2.8'),
  clock: obisCode('0-0:1.0.0'),
  logicalName: obisCode('0-0:42.0.0'),
  importedTotal: obisCode('1-0:1.8.0'),
  importedT1: obisCode('1-0:1.8.1'),
  swissImportedT1: obisCode('1-1:1.8.1'),
  importedAndExported: obisCode('1-0:15.8.0'),
};

const digitFour = 0x34;

/** Manufacturers that deliver to one country only. */
const byManufacturer: ReadonlyMap<string, Profile> = new Map([
  ['ESO', 'lithuania'],
  ['EST', 'austria'],
  ['FLU', 'belgium'],
  ['KAM', 'sweden'],
  ['ADN', 'sweden'],
]);

/**
 * Tells which standard a telegram follows, from its identification line and the objects in it.
 * Finnish meters can't be told from Swedish ones; their profile must be set.
 */
export function detectProfile(telegram: Telegram): Profile {
  const has = (wanted: number) => find(telegram, wanted) !== undefined;
  const known = byManufacturer.get(telegram.identification.slice(0, 3));
  if (known) return known;
  if (has(code.emucsVersion)) return has(code.swissImportedT1) ? 'switzerland' : 'belgium';
  if (has(code.importedAndExported)) return 'hungary';
  if (has(code.importedTotal) && !has(code.importedT1)) return withoutTariffs(has);
  if (has(code.dsmrVersion)) return dutchVersion(telegram);
  return has(code.importedT1) && !has(code.clock) ? 'dsmr-2' : 'other';
}

function withoutTariffs(has: (wanted: number) => boolean): Profile {
  if (has(code.logicalName)) return 'luxembourg';
  return has(code.clock) && !has(code.dsmrVersion) ? 'sweden' : 'other';
}

function dutchVersion(telegram: Telegram): Profile {
  const line = find(telegram, code.dsmrVersion);
  return line?.bytes[line.open + 1] === digitFour ? 'dsmr-4' : 'dsmr-5';
}

function find({ lines }: Telegram, wanted: number): CosemLine | undefined {
  for (const line of lines) if (line.code === wanted) return line;
  return undefined;
}
