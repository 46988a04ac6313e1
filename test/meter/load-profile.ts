import { type Habit, habits } from './habits.ts';
import { createRandom, mixSeeds, type Random, wholeBetween } from './random.ts';
import { sunlightW } from './sunlight.ts';

const dayS = 86_400;
const dayMs = 86_400_000;
const rippleW = 4;

/** What a household draws in each second of a day by the clock on its wall. */
export interface DayPlan {
  /** Net W; negative while the phase exports. */
  readonly powerL1W: Int16Array;
  readonly powerL2W: Int16Array;
  readonly powerL3W: Int16Array;
  readonly gasMlPerS: Int16Array;
  readonly waterMlPerS: Int16Array;
}

export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * A believable day: always the same for a date and a seed, different for another. The repeated
 * hour of the autumn is lived twice, the hour that the spring skips is not lived.
 */
export function planDay(date: LocalDate, seed: number): DayPlan {
  const random = createRandom(mixSeeds(seed, date.year, date.month, date.day));
  const dayOfYear = dayOfYearOf(date);
  const plan: DayPlan = {
    powerL1W: new Int16Array(dayS),
    powerL2W: new Int16Array(dayS),
    powerL3W: new Int16Array(dayS),
    gasMlPerS: new Int16Array(dayS),
    waterMlPerS: new Int16Array(dayS),
  };
  for (const habit of habits) follow(habit, plan[habit.to], coldness(dayOfYear), random);
  for (const line of Object.values(plan)) sumSteps(line);
  addSunlightAndRipple(plan.powerL1W, sunlightW(dayOfYear, random), random);
  return plan;
}

/** Writes a habit as steps up and down, so that its cost does not grow with its duration. */
function follow(habit: Habit, steps: Int16Array, cold: number, random: Random): void {
  const happens = random() < (habit.chance ?? 1);
  const spreadS = Math.round((habit.spreadH ?? 0) * 3600);
  const startS = Math.round(habit.startH * 3600) + wholeBetween(random, -spreadS, spreadS);
  if (!happens) return;
  const draw = Math.round(habit.draw * (habit.heating ? cold : 1));
  const endS = Math.min(startS + habit.minutes * 60, dayS);
  const { everyS, onS } = habit.cycle ?? { everyS: dayS, onS: dayS };
  for (let fromS = startS; fromS < endS; fromS += everyS) {
    addStep(steps, fromS, draw);
    addStep(steps, Math.min(fromS + onS, endS), -draw);
  }
}

function addStep(steps: Int16Array, second: number, draw: number): void {
  if (second < dayS) steps[second] = (steps[second] ?? 0) + draw;
}

function sumSteps(line: Int16Array): void {
  let draw = 0;
  for (let second = 0; second < dayS; second += 1) {
    draw += line[second] ?? 0;
    line[second] = draw;
  }
}

/** The panels' yield changes evenly from one minute to the next; the ripple is never still. */
function addSunlightAndRipple(line: Int16Array, yieldW: Float64Array, random: Random): void {
  for (let minute = 0; minute + 1 < yieldW.length; minute += 1) {
    const fromW = yieldW[minute] ?? 0;
    const slopeW = ((yieldW[minute + 1] ?? 0) - fromW) / 60;
    for (let second = 0; second < 60; second += 1) {
      const at = minute * 60 + second;
      const sunW = Math.round(fromW + slopeW * second);
      line[at] = (line[at] ?? 0) - sunW + wholeBetween(random, -rippleW, rippleW);
    }
  }
}

/** From 0 in summer to 1 in the middle of January. */
const coldness = (dayOfYear: number): number =>
  Math.max(0, 0.4 + 0.6 * Math.cos((2 * Math.PI * (dayOfYear - 15)) / 365.25));

const dayOfYearOf = ({ year, month, day }: LocalDate): number =>
  (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 0)) / dayMs;
