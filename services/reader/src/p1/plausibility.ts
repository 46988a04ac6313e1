import type { MbusDevice, Reading } from '@smer/shared/reading';

/** The largest connection of a home: 3 × 80 A at 230 V. */
const maxPowerW = 3 * 80 * 230;
/** A G25 gas meter, larger than any home's, passes 40 m³ an hour. */
const maxFlowDm3PerHour = 40_000;
const hourMs = 3_600_000;
/** So many readings that agree among themselves outweigh the one before them. */
const agreeingReadings = 3;

/** The totals come last: they may be sums, and it is the damaged register that is to be named. */
const registers = [
  'energyImportedT1Wh',
  'energyImportedT2Wh',
  'energyImportedT3Wh',
  'energyImportedT4Wh',
  'energyExportedT1Wh',
  'energyExportedT2Wh',
  'energyExportedT3Wh',
  'energyExportedT4Wh',
  'energyImportedWh',
  'energyExportedWh',
] as const;
const powers = ['powerImportedW', 'powerExportedW'] as const;

/**
 * Keeps damaged readings of meters without a CRC out: a register may not fall, nor rise by more
 * than the connection can carry in the time that passed, nor be missing all at once. When several
 * readings in a row agree with each other but not with what was believed, they are believed: the
 * meter was swapped, or the first reading was the damaged one.
 */
export class PlausibilityGuard {
  #last: Reading | undefined;
  #doubtful: Reading[] = [];

  /** What is wrong with a reading; undefined where it may enter. */
  check(reading: Reading): string | undefined {
    const problem = this.#last ? this.#problem(this.#last, reading) : unreadable(reading);
    const unlikely = this.#unlikelyPower(reading);
    if (!problem && !unlikely) {
      this.#accept(reading);
      return undefined;
    }
    return unlikely ?? this.#doubt(reading, problem ?? '');
  }

  #accept(reading: Reading): void {
    this.#last = reading;
    this.#doubtful = [];
  }

  #doubt(reading: Reading, problem: string): string | undefined {
    const before = this.#doubtful.at(-1);
    if (before && this.#problem(before, reading)) this.#doubtful = [];
    this.#doubtful.push(reading);
    if (this.#doubtful.length < agreeingReadings) return problem;
    this.#accept(reading);
    return undefined;
  }

  #unlikelyPower(reading: Reading): string | undefined {
    const field = powers.find((each) => (reading[each] ?? 0) > maxPowerW);
    return field && `${field} is ${reading[field]}, at most ${maxPowerW} is possible`;
  }

  #problem(before: Reading, reading: Reading): string | undefined {
    if (before.equipmentIdentifier !== reading.equipmentIdentifier) {
      return 'equipmentIdentifier is not that of the reading before';
    }
    if (reading.warnings.length > before.warnings.length) return unreadable(reading);
    const hours = Math.max(reading.receivedAt - before.receivedAt, 0) / hourMs;
    const maxRiseWh = Math.ceil(maxPowerW * hours) + registerStepWh;
    for (const field of registers) {
      const problem = riseProblem(field, [before[field], reading[field]], maxRiseWh);
      if (problem) return problem;
    }
    const missing = powers.find(
      (field) => before[field] !== undefined && reading[field] === undefined,
    );
    if (missing) return `${missing} is missing`;
    return devicesProblem(before, reading, hours);
  }
}

/**
 * A line that can't be read is damaged, unless the meter always sends it so. What it says may be an
 * identifier, which is not for a log.
 */
function unreadable({ warnings: [warning] }: Reading): string | undefined {
  return warning && `${/^[\d:.*-]*/.exec(warning.line)} ${warning.reason}`;
}

/** Meters without a CRC show tenths or hundredths of a kWh; one step of it is always possible. */
const registerStepWh = 1_000;

type Change = readonly [before: number | undefined, now: number | undefined];

function riseProblem(name: string, [before, now]: Change, maxRise: number): string | undefined {
  if (before === undefined) return undefined;
  if (now === undefined) return `${name} is missing`;
  if (now < before) return `${name} fell from ${before} to ${now}`;
  if (now > before + maxRise) return `${name} rose from ${before} to ${now}`;
  return undefined;
}

function devicesProblem(before: Reading, reading: Reading, hours: number): string | undefined {
  const maxRiseDm3 = (hours + 1) * maxFlowDm3PerHour;
  for (const device of reading.mbusDevices) {
    const old = before.mbusDevices.find((each) => isSame(each, device));
    const name = `volumeDm3 of M-Bus channel ${device.channel}`;
    const problem =
      device.volumeDm3 !== undefined &&
      riseProblem(name, [old?.volumeDm3, device.volumeDm3], maxRiseDm3);
    if (problem) return problem;
  }
  return undefined;
}

function isSame(one: MbusDevice, other: MbusDevice): boolean {
  return one.channel === other.channel && one.equipmentIdentifier === other.equipmentIdentifier;
}
