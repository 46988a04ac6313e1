import type { EnergySpan } from './energy-span.ts';
import type { PageContext } from './page-context.ts';

type Naming = Pick<PageContext, 'words' | 'format'>;

/** What a span is called: `Today`, `Thu 12 November`, `9 Nov – 15 Nov`, `November 2026`, `2026`. */
export function spanName(span: EnergySpan, isNow: boolean, { words, format }: Naming): string {
  const start = span.startS * 1000;
  switch (span.kind) {
    case 'day':
      return isNow ? words.today : format.date(start);
    case 'week':
      return isNow ? words.thisWeek : `${format.day(start)} – ${format.day(span.endS * 1000 - 1)}`;
    case 'month':
      return isNow ? words.thisMonth : format.monthYear(start);
    case 'year':
      return isNow ? words.thisYear : format.year(start);
  }
}

/** What the span before is called: `Yesterday`, `The week before`. */
export function nameOfBefore(span: EnergySpan, isNow: boolean, { words }: Naming): string {
  switch (span.kind) {
    case 'day':
      return isNow ? words.yesterday : words.dayBefore;
    case 'week':
      return words.weekBefore;
    case 'month':
      return words.monthBefore;
    case 'year':
      return words.yearBefore;
  }
}

/** The labels below the bars. */
export function barNames(span: EnergySpan, { format }: Naming): string[] {
  const name: Record<EnergySpan['kind'], (instant: number) => string> = {
    day: format.clock,
    week: format.weekday,
    month: format.day,
    year: format.month,
  };
  return span.barStartsS.map((startS) => name[span.kind](startS * 1000));
}
