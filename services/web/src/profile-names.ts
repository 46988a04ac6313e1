import type { Profile } from '@smer/shared/reading';

/** What the families of standards call themselves. */
export const profileNames: Record<Profile, string> = {
  'dsmr-2': 'DSMR 2–3',
  'dsmr-4': 'DSMR 4',
  'dsmr-5': 'DSMR 5',
  belgium: 'e-MUCS-P1 (BE)',
  luxembourg: 'Smarty (LU)',
  sweden: 'SE',
  finland: 'FI',
  hungary: 'HU',
  lithuania: 'LT',
  switzerland: 'CH',
  austria: 'AT',
  other: 'P1',
};
