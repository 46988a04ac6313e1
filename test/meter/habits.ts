import type { DayPlan } from './load-profile.ts';

/** Something that draws power, gas or water at about the same time of the day. */
export interface Habit {
  readonly what: string;
  /** Where it is connected. */
  readonly to: keyof DayPlan;
  /** Local time it starts at, in hours, and how much earlier or later that may be. */
  readonly startH: number;
  readonly spreadH?: number;
  readonly minutes: number;
  /** W, or ml of gas or water a second. */
  readonly draw: number;
  /** On for so long out of each cycle, as a thermostat does; without it on all the time. */
  readonly cycle?: { readonly everyS: number; readonly onS: number };
  /** The part of all days on which it happens; without it every day. */
  readonly chance?: number;
  /** Draws more the colder the season is, and nothing in summer. */
  readonly heating?: true;
}

/** A family of four with an electric kitchen, a gas boiler and solar panels. */
export const habits: readonly Habit[] = [
  { what: 'standby', to: 'powerL1W', startH: 0, minutes: 1440, draw: 95 },
  { what: 'ventilation', to: 'powerL2W', startH: 0, minutes: 1440, draw: 38 },
  { what: 'router', to: 'powerL3W', startH: 0, minutes: 1440, draw: 22 },
  {
    what: 'fridge',
    to: 'powerL1W',
    startH: 0,
    minutes: 1440,
    draw: 84,
    cycle: { everyS: 2880, onS: 970 },
  },
  {
    what: 'freezer',
    to: 'powerL3W',
    startH: 0,
    minutes: 1440,
    draw: 70,
    cycle: { everyS: 3600, onS: 1100 },
  },
  { what: 'kettle', to: 'powerL2W', startH: 7.1, spreadH: 0.3, minutes: 3, draw: 2010 },
  { what: 'kettle', to: 'powerL2W', startH: 10.5, spreadH: 0.5, minutes: 2, draw: 2010 },
  {
    what: 'kettle',
    to: 'powerL2W',
    startH: 15.3,
    spreadH: 0.6,
    minutes: 3,
    draw: 2010,
    chance: 0.8,
  },
  { what: 'kettle', to: 'powerL2W', startH: 20.4, spreadH: 0.4, minutes: 3, draw: 2010 },
  { what: 'toaster', to: 'powerL3W', startH: 7.4, spreadH: 0.3, minutes: 4, draw: 890 },
  {
    what: 'hair dryer',
    to: 'powerL1W',
    startH: 7.6,
    spreadH: 0.3,
    minutes: 6,
    draw: 1450,
    chance: 0.7,
  },
  {
    what: 'vacuum cleaner',
    to: 'powerL1W',
    startH: 11,
    spreadH: 1,
    minutes: 25,
    draw: 720,
    chance: 0.3,
  },
  {
    what: 'oven',
    to: 'powerL3W',
    startH: 17.6,
    spreadH: 0.3,
    minutes: 50,
    draw: 2350,
    cycle: { everyS: 240, onS: 130 },
    chance: 0.6,
  },
  {
    what: 'hob',
    to: 'powerL2W',
    startH: 17.9,
    spreadH: 0.3,
    minutes: 35,
    draw: 1750,
    cycle: { everyS: 20, onS: 13 },
  },
  { what: 'cooker hood', to: 'powerL3W', startH: 17.9, spreadH: 0.2, minutes: 45, draw: 120 },
  {
    what: 'dishwasher, heating',
    to: 'powerL3W',
    startH: 19.6,
    spreadH: 0.2,
    minutes: 18,
    draw: 1950,
    chance: 0.8,
  },
  {
    what: 'dishwasher, drying',
    to: 'powerL3W',
    startH: 20.8,
    spreadH: 0.2,
    minutes: 12,
    draw: 1950,
    chance: 0.8,
  },
  {
    what: 'washing machine, heating',
    to: 'powerL1W',
    startH: 9.4,
    spreadH: 0.8,
    minutes: 19,
    draw: 1980,
    chance: 0.5,
  },
  {
    what: 'washing machine, turning',
    to: 'powerL1W',
    startH: 10,
    spreadH: 0.6,
    minutes: 55,
    draw: 210,
    cycle: { everyS: 40, onS: 22 },
    chance: 0.5,
  },
  { what: 'lamps', to: 'powerL2W', startH: 6.8, spreadH: 0.2, minutes: 70, draw: 85 },
  { what: 'lamps', to: 'powerL2W', startH: 17.4, spreadH: 0.4, minutes: 320, draw: 130 },
  { what: 'television', to: 'powerL1W', startH: 19.6, spreadH: 0.4, minutes: 165, draw: 115 },
  { what: 'computer', to: 'powerL2W', startH: 9, spreadH: 0.5, minutes: 420, draw: 65 },

  { what: 'shower', to: 'gasMlPerS', startH: 7, spreadH: 0.3, minutes: 9, draw: 560 },
  { what: 'washing-up', to: 'gasMlPerS', startH: 18.9, spreadH: 0.3, minutes: 4, draw: 400 },
  {
    what: 'heating, morning',
    to: 'gasMlPerS',
    startH: 6.4,
    spreadH: 0.2,
    minutes: 150,
    draw: 420,
    cycle: { everyS: 900, onS: 560 },
    heating: true,
  },
  {
    what: 'heating, day',
    to: 'gasMlPerS',
    startH: 9,
    spreadH: 0.2,
    minutes: 470,
    draw: 300,
    cycle: { everyS: 1500, onS: 420 },
    heating: true,
  },
  {
    what: 'heating, evening',
    to: 'gasMlPerS',
    startH: 17,
    spreadH: 0.3,
    minutes: 330,
    draw: 420,
    cycle: { everyS: 900, onS: 480 },
    heating: true,
  },

  { what: 'shower', to: 'waterMlPerS', startH: 7, spreadH: 0.3, minutes: 9, draw: 130 },
  { what: 'toilet', to: 'waterMlPerS', startH: 6.9, spreadH: 0.2, minutes: 1, draw: 100 },
  { what: 'toilet', to: 'waterMlPerS', startH: 12.3, spreadH: 1, minutes: 1, draw: 100 },
  { what: 'toilet', to: 'waterMlPerS', startH: 19, spreadH: 1, minutes: 1, draw: 100 },
  { what: 'toilet', to: 'waterMlPerS', startH: 22.6, spreadH: 0.4, minutes: 1, draw: 100 },
  { what: 'washing-up', to: 'waterMlPerS', startH: 18.9, spreadH: 0.3, minutes: 4, draw: 90 },
];
