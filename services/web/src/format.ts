import type { Language } from './language.ts';

const locales: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

/** Figures and times in a language's notation, times in one zone. Instants are epoch ms. */
export type Format = ReturnType<typeof createFormat>;

export function createFormat(language: Language, timeZone: string) {
  const locale = locales[language];
  return { ...figures(locale), ...times(locale, timeZone), ...spans(locale) };
}

function figures(locale: string) {
  const decimals = (maximumFractionDigits: number, minimumFractionDigits = 0) => {
    const format = new Intl.NumberFormat(locale, {
      maximumFractionDigits,
      minimumFractionDigits,
      signDisplay: 'negative',
    });
    return (value: number) => format.format(value).replace('-', '−');
  };
  const whole = decimals(0);
  const one = decimals(1, 1);
  const upToTwo = decimals(2);
  const two = decimals(2, 2);
  const three = decimals(3, 3);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    whole,
    upToTwo,
    watts: (powerW: number) => `${whole(powerW)} W`,
    /** `850 W`, `1.25 kW`: short, for axes and sentences. */
    power: (powerW: number) =>
      Math.abs(powerW) < 1000 ? `${whole(powerW)} W` : `${upToTwo(powerW / 1000)} kW`,
    /** `1.20 kW`: figures that stand below each other. */
    kilowatts: (powerW: number) => `${two(powerW / 1000)} kW`,
    kilowattHours: (energyWh: number) => two(energyWh / 1000),
    cubicMetres: (volumeDm3: number) => three(volumeDm3 / 1000),
    volts: (voltageV: number) => `${one(voltageV)} V`,
    amperes: (currentA: number) => `${upToTwo(currentA)} A`,
    percent: (share: number) => percent.format(share),
  };
}

function times(locale: string, timeZone: string) {
  const shaped = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return (instant: number) => format.format(instant);
  };
  return {
    clock: shaped({ hour: '2-digit', minute: '2-digit' }),
    clockSeconds: shaped({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    day: shaped({ day: 'numeric', month: 'short' }),
    /** `3 Nov 25` */
    dayOfYear: shaped({ day: 'numeric', month: 'short', year: '2-digit' }),
    weekday: shaped({ weekday: 'short', day: 'numeric' }),
    date: shaped({ weekday: 'short', day: 'numeric', month: 'long' }),
    month: shaped({ month: 'short' }),
    monthYear: shaped({ month: 'long', year: 'numeric' }),
    year: shaped({ year: 'numeric' }),
    dateTime: shaped({
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
    dayClock: shaped({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    dateClock: shaped({
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }),
  };
}

type SpanUnit = 'day' | 'hour' | 'minute' | 'second';

const unitSizesS: readonly (readonly [SpanUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

function spans(locale: string) {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const long = (unit: SpanUnit) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  const lengths = {
    day: long('day'),
    hour: long('hour'),
    minute: long('minute'),
    second: long('second'),
  };
  return {
    /** `3 minutes ago`. */
    ago: (seconds: number) => {
      const { unit, count } = inUnit(seconds);
      return relative.format(-count, unit);
    },
    /** `3 minutes`. */
    duration: (seconds: number) => {
      const { unit, count } = inUnit(seconds);
      return lengths[unit].format(count);
    },
  };
}

/** In the largest unit of which there are at least one and a half. */
function inUnit(seconds: number): { unit: SpanUnit; count: number } {
  const [unit, sizeS] = unitSizesS.find(([, size]) => seconds >= size * 1.5) ?? ['second', 1];
  return { unit, count: Math.max(0, Math.round(seconds / sizeS)) };
}
