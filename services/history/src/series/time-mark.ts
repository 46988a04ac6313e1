import type { TimestampSource } from '@smer/shared/reading';

/** A second and whose clock told it, as one number. Of two in a slot the smaller is of the sample that is kept. */
export interface TimeMark {
  of(second: number, source: TimestampSource): number;
  secondOf(mark: number): number;
  sourceOf(mark: number): TimestampSource;
}

const markWith = (receptionBit: number): TimeMark => ({
  of: (second, source) => second | (source === 'reception' ? receptionBit : 0),
  secondOf: (mark) => mark & (receptionBit - 1),
  sourceOf: (mark) => ((mark & receptionBit) === 0 ? 'meter' : 'reception'),
});

/** Of the second within a slot: a byte. */
export const slotMark = markWith(0x10);

/** Of the second within a quarter hour: two bytes. */
export const quarterMark = markWith(0x8000);
