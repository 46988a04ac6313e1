import type { TimeZone } from '@smer/shared/time-zone';
import type { MeterConfig } from './config.ts';
import { applyFault, type LineFault, spoilsTelegram } from './faults.ts';
import { type MeterProfile, type MeterValues, toMeterValues } from './meter-values.ts';
import { createRandom, mixSeeds, type Random } from './random.ts';
import { Registers } from './registers.ts';
import { renderMeterTelegram } from './render-telegram.ts';

const sentKept = 20_000;
const everyGarbageBytes = 200;
const everyStallMs = 15_000;

/** A telegram that went onto the line, with what a reader that got it whole will say. */
export interface SentTelegram {
  /** Epoch seconds by the meter's clock. */
  readonly timestamp: number;
  readonly usageWatts: number;
  /** False where a fault spoiled the telegram itself. */
  readonly intact: boolean;
}

/** The meter and the wire behind it: what it shows, and what of that reaches the line. */
export class SimulatedMeter {
  readonly #config: MeterConfig;
  readonly #zone: TimeZone;
  readonly #random: Random;
  readonly #pending: LineFault[] = [];
  readonly #sent: SentTelegram[] = [];
  readonly #registers: Registers;
  #profile: MeterProfile;
  #equipmentIdentifier: string;
  #clockOffsetMs: number;
  #nowMs: number;
  #stalledUntilMs = 0;
  #telegrams = 0;
  #spoiled = 0;
  #withheld = 0;
  #last: MeterValues | undefined;
  #previous: Buffer = Buffer.alloc(0);

  constructor(config: MeterConfig, zone: TimeZone, startMs: number) {
    const year = zone.toLocal(startMs).year;
    this.#config = config;
    this.#zone = zone;
    this.#random = createRandom(mixSeeds(config.METER_SEED, startMs));
    this.#profile = config.METER_PROFILE;
    this.#equipmentIdentifier = config.METER_IDENTIFIER ?? `ESIM${year}0000042`;
    this.#clockOffsetMs = config.METER_CLOCK_OFFSET_S * 1000;
    this.#nowMs = startMs;
    const installedAtMs = Math.min(config.METER_INSTALLED ?? startOfYear(year, zone), startMs);
    this.#registers = new Registers({ zone, seed: config.METER_SEED, installedAtMs });
    this.#registers.advanceTo(Math.floor(startMs / 1000));
  }

  /** The bytes that reach the line at this instant: none while the line is stalled. */
  transmit(instantMs: number): Buffer {
    this.#nowMs = instantMs;
    this.#registers.advanceTo(Math.floor(instantMs / 1000));
    this.#telegrams += 1;
    if (this.#isEvery(this.#config.METER_STALL_EVERY)) this.stall(everyStallMs);
    if (instantMs < this.#stalledUntilMs) {
      this.#withheld += 1;
      return Buffer.alloc(0);
    }
    const values = toMeterValues(this.#registers, {
      profile: this.#profile,
      equipmentIdentifier: this.#equipmentIdentifier,
      clockOffsetMs: this.#clockOffsetMs,
      instantMs,
    });
    const faults = [...this.#pending.splice(0, 1), ...this.#regularFaults()];
    this.#record(values, !faults.some(spoilsTelegram));
    const line = { random: this.#random, previous: this.#previous };
    this.#previous = renderMeterTelegram(values, this.#profile, this.#zone);
    return faults.reduce<Buffer>((bytes, fault) => applyFault(bytes, fault, line), this.#previous);
  }

  /** Faults for the telegrams to come, one each. */
  plan(fault: LineFault, telegrams: number): void {
    for (let planned = 0; planned < telegrams; planned += 1) this.#pending.push(fault);
  }

  /** Silence for so long by the meter's clock. */
  stall(durationMs: number): void {
    this.#stalledUntilMs = this.#nowMs + durationMs;
  }

  set clockOffsetMs(offsetMs: number) {
    this.#clockOffsetMs = offsetMs;
  }

  set profile(profile: MeterProfile) {
    this.#profile = profile;
  }

  /** A new electricity meter takes the place of the old one; its registers stand at zero. */
  replace(equipmentIdentifier: string): void {
    this.#equipmentIdentifier = equipmentIdentifier;
    this.#registers.restartElectricity();
  }

  /** The latest telegrams that went onto the line since an instant of the meter's clock. */
  sentSince(timestamp: number): SentTelegram[] {
    return this.#sent.filter((telegram) => telegram.timestamp >= timestamp);
  }

  state() {
    return {
      profile: this.#profile,
      equipmentIdentifier: this.#equipmentIdentifier,
      clockOffsetS: this.#clockOffsetMs / 1000,
      instantMs: this.#nowMs,
      telegramsSent: this.#telegrams - this.#spoiled - this.#withheld,
      telegramsSpoiled: this.#spoiled,
      telegramsWithheld: this.#withheld,
      faultsPending: this.#pending.length,
      /** What the last telegram that was sent intact says, as a reading names it. */
      last: this.#last && {
        timestamp: this.#last.meterTime / 1000,
        usageWatts: this.#last.powerImportedW - this.#last.powerExportedW,
        ...this.#last,
      },
    };
  }

  #regularFaults(): LineFault[] {
    const { METER_CORRUPT_EVERY, METER_CUT_EVERY, METER_GARBAGE_EVERY, METER_NUL_EVERY } =
      this.#config;
    const faults: LineFault[] = [];
    if (this.#isEvery(METER_CORRUPT_EVERY)) faults.push({ kind: 'flip-bit' });
    if (this.#isEvery(METER_CUT_EVERY)) faults.push({ kind: 'cut' });
    if (this.#isEvery(METER_GARBAGE_EVERY)) {
      faults.push({ kind: 'garbage', bytes: everyGarbageBytes });
    }
    if (this.#isEvery(METER_NUL_EVERY)) faults.push({ kind: 'nul', bytes: 1 });
    return faults;
  }

  #isEvery(interval: number | undefined): boolean {
    return interval !== undefined && this.#telegrams % interval === 0;
  }

  #record(values: MeterValues, intact: boolean): void {
    if (intact) this.#last = values;
    else this.#spoiled += 1;
    this.#sent.push({
      timestamp: values.meterTime / 1000,
      usageWatts: values.powerImportedW - values.powerExportedW,
      intact,
    });
    if (this.#sent.length > sentKept) this.#sent.shift();
  }
}

const startOfYear = (year: number, zone: TimeZone): number =>
  zone.toInstant({ year, month: 1, day: 1, hour: 0, minute: 0, second: 0 });
