/** Of each slot of so many seconds of the slot clock one sample is kept. */
export const slotS = 10;
export const slotsPerHour = 3600 / slotS;
export const slotsPerDay = 24 * slotsPerHour;

/** The slot that a moment lies in, which is given in epoch seconds. */
export const slotOf = (timestampS: number): number => Math.floor(timestampS / slotS);
