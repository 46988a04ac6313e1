import type { Profile } from '@smer/shared/reading';
import type { Words } from './words-en.ts';

/** What tariff 1 and 2 are called: the Netherlands count from low, Belgium from day (DSMR 5.0.2 P1, 6.12; e-MUCS-P1 1.7.1, 5). */
export function tariffLabel(
  tariff: number,
  profile: Profile | undefined,
  words: Words,
): string | undefined {
  if (profile === 'belgium') return [words.tariffDay, words.tariffNight][tariff - 1];
  if (profile?.startsWith('dsmr-')) return [words.tariffLow, words.tariffNormal][tariff - 1];
  return undefined;
}

/** The label, or the number where tariffs have no name. */
export const tariffName = (tariff: number, profile: Profile | undefined, words: Words): string =>
  tariffLabel(tariff, profile, words) ?? words.tariffNumber(`${tariff}`);
