import type { Reading } from '@smer/shared/reading';

/** A house whose every figure follows from the time alone, so that any piece of its past can be asked for. */
export interface House {
  readonly profile: Reading['profile'];
  readonly hasSun: boolean;
  readonly phases: 1 | 3;
  readonly hasGas: boolean;
  /** How far the meter's clock is ahead of the computer's. */
  readonly clockAheadS?: number;
}

export const dutchHouse: House = { profile: 'dsmr-5', hasSun: true, phases: 3, hasGas: true };
export const belgianHouse: House = { profile: 'belgium', hasSun: true, phases: 1, hasGas: true };
export const plainHouse: House = { profile: 'dsmr-4', hasSun: false, phases: 1, hasGas: false };

const hourS = 3600;
const dayS = 24 * hourS;
/** The house lives in summer time all year. */
const offsetS = 2 * hourS;

const hash = (value: number) => {
  const wave = Math.sin(value * 12.9898) * 43758.5453;
  return wave - Math.floor(wave);
};

/** Net power in W: base, fridge, morning and evening, a kettle now and then, sun at noon behind clouds. */
export function usageW(house: House, atS: number): number {
  const localS = atS + offsetS;
  const hour = (localS % dayS) / hourS;
  const fridge = localS % 2700 < 900 ? 90 : 0;
  const people =
    420 * bell(hour, 7.5, 1) + 900 * bell(hour, 18.7, 1.6) + 250 * bell(hour, 21.5, 1.5);
  const block = Math.floor(localS / 600);
  const kettle = hour > 6.5 && hour < 22.5 && hash(block) > 0.86 && localS % 600 < 200 ? 1950 : 0;
  const wash = hash(Math.floor(localS / dayS)) > 0.4 && hour > 10 && hour < 10.7 ? 2050 : 0;
  const clouds = 0.55 + 0.45 * Math.sin(localS / 1700) * Math.sin(localS / 420 + hash(block));
  const sun = house.hasSun ? 4200 * Math.max(0, bell(hour, 13.3, 2.6) - 0.03) * clouds : 0;
  const noise = 24 * hash(Math.floor(localS / 10));
  return Math.round(130 + fridge + people + kettle + wash + noise - sun);
}

const bell = (hour: number, middle: number, width: number) =>
  Math.exp(-(((hour - middle) / width) ** 2));

/** Energy and gas used in [fromS, toS), by a sum over steps. */
export function energyOf(house: House, fromS: number, toS: number) {
  const stepS = Math.min(600, Math.max(60, (toS - fromS) / 60));
  const wh = { importedT1: 0, importedT2: 0, exportedT1: 0, exportedT2: 0 };
  let gasDm3 = 0;
  for (let atS = fromS; atS < toS; atS += stepS) {
    const energyWh = (usageW(house, atS) * Math.min(stepS, toS - atS)) / hourS;
    const tariff = isLowHour(atS) === (house.profile === 'belgium') ? 'T2' : 'T1';
    if (energyWh > 0) wh[`imported${tariff}`] += energyWh;
    else wh[`exported${tariff}`] -= energyWh;
    gasDm3 += house.hasGas ? gasFlow(atS) * stepS : 0;
  }
  return { ...wh, gasDm3 };
}

export const isLowHour = (atS: number) => {
  const hour = ((atS + offsetS) % dayS) / hourS;
  return hour < 7 || hour >= 23;
};

const gasFlow = (atS: number) => {
  const hour = ((atS + offsetS) % dayS) / hourS;
  return 0.02 + 0.16 * bell(hour, 7.2, 0.8) + 0.1 * bell(hour, 19, 1.5);
};
