import { createTimeZone, type TimeZone } from './time-zone.ts';

/**
 * A zone as a service needs it. Where it is the process's own (`TZ`), `Date` knows its offsets, and
 * what Intl loads to tell them, 5 MB in each service, is never needed. Spellings that Intl alone
 * understands (`europe/amsterdam`, `+02:00`) are UTC to `Date`.
 */
export const createProcessZone = (name: string): TimeZone =>
  process.env['TZ'] === name && Intl.supportedValuesOf('timeZone').includes(name)
    ? createTimeZone(name, offsetOfProcessMs)
    : createTimeZone(name);

const offsetOfProcessMs = (instant: number): number =>
  -new Date(instant).getTimezoneOffset() * 60_000;
