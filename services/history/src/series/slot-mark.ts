import { slotS } from '@smer/shared/slot';
import type { Sample } from './sample.ts';

/** What stands for a slot without a sample. */
export const emptySlot = 0xff;

/** Beside the second, of which there are ten. */
const receptionBit = 0x10;

/** A byte for the slot of a sample: its second in the slot, and whose clock told it. */
export const toMark = ({ timestamp, timestampSource }: Sample): number =>
  (timestamp % slotS) | (timestampSource === 'reception' ? receptionBit : 0);

export const secondOf = (mark: number): number => mark & (receptionBit - 1);

export const sourceOf = (mark: number): Sample['timestampSource'] =>
  (mark & receptionBit) === 0 ? 'meter' : 'reception';
