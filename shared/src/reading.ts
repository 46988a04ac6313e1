import * as z from 'zod';
import {
  amperes,
  cubicDecimetres,
  hertz,
  instantMs,
  joules,
  slotClock,
  voltAmpereReactive,
  voltAmpereReactiveHours,
  voltAmperes,
  volts,
  wattHours,
  watts,
} from './units.ts';

/** Which family of standards a telegram follows; tariff labels and time rules hang on it. */
export const profile = z.enum([
  'dsmr-2',
  'dsmr-4',
  'dsmr-5',
  'belgium',
  'luxembourg',
  'sweden',
  'finland',
  'hungary',
  'lithuania',
  'switzerland',
  'austria',
  'other',
]);
export type Profile = z.infer<typeof profile>;

/** What an M-Bus device measures, from its EN 13757-3 device type. */
export const medium = z.enum(['electricity', 'gas', 'heat', 'cooling', 'water', 'other']);

/** One M-Bus device on one of the meter's channels (DSMR 5.0.2 P1, 6.12). */
export const mbusDevice = z.object({
  channel: z.int().min(1).max(4),
  deviceType: z.int().optional().describe('EN 13757-3 medium byte, decimal'),
  medium: medium.optional(),
  equipmentIdentifier: z.string().optional(),
  connectionIdentifier: z.string().optional().describe('EAN of the connection'),
  volumeDm3: cubicDecimetres.optional(),
  energyWh: wattHours.optional(),
  energyJ: joules.optional(),
  temperatureConverted: z.boolean().optional().describe('gas volume converted to 15 °C'),
  capturedAt: instantMs.optional().describe('when the device was read; absent if never'),
  valve: z.enum(['closed', 'open', 'released']).optional(),
});
export type MbusDevice = z.infer<typeof mbusDevice>;

/** A COSEM object as it stood on the line: `1-0:1.8.1(000671.578*kWh)`. */
export const cosemObject = z.object({
  reference: z.string().describe('OBIS reference'),
  values: z.array(z.string()).describe('value groups, verbatim, without their parentheses'),
});
export type CosemObject = z.infer<typeof cosemObject>;

/** Whose clock told a time: the meter's, or that of the computer that received its telegram. */
const timestampSource = z.enum(['meter', 'reception']);
export type TimestampSource = z.infer<typeof timestampSource>;

const clockFields = {
  timestamp: slotClock.describe('the slot clock: meter time, or reception if that is >5 min off'),
  timestampSource,
  meterTime: instantMs.optional(),
  receivedAt: instantMs,
};

const identityFields = {
  meter: z.string().describe('METER_ID'),
  identification: z.string().describe('identification line without its slash'),
  equipmentIdentifier: z.string().optional(),
  connectionIdentifier: z.string().optional().describe('EAN of the connection'),
  version: z.string().optional(),
  profile,
};

const powerFields = {
  usageWatts: watts
    .optional()
    .describe('imported − exported power; negative while exporting; absent where it is not told'),
  powerImportedW: watts.optional(),
  powerExportedW: watts.optional(),
  powerImportedL1W: watts.optional(),
  powerImportedL2W: watts.optional(),
  powerImportedL3W: watts.optional(),
  powerExportedL1W: watts.optional(),
  powerExportedL2W: watts.optional(),
  powerExportedL3W: watts.optional(),
  voltageL1V: volts.optional(),
  voltageL2V: volts.optional(),
  voltageL3V: volts.optional(),
  currentL1A: amperes.optional(),
  currentL2A: amperes.optional(),
  currentL3A: amperes.optional(),
  reactivePowerImportedVar: voltAmpereReactive.optional(),
  reactivePowerExportedVar: voltAmpereReactive.optional(),
  apparentPowerImportedVa: voltAmperes.optional(),
  apparentPowerExportedVa: voltAmperes.optional(),
  powerFactor: z.number().optional(),
  frequencyHz: hertz.optional(),
};

const totalEnergy =
  'total that the meter sends; else the sum of all its tariffs, where it has others than 1 and 2';

const energyFields = {
  energyImportedWh: wattHours.optional().describe(totalEnergy),
  energyExportedWh: wattHours.optional().describe(totalEnergy),
  energyImportedT1Wh: wattHours.optional(),
  energyImportedT2Wh: wattHours.optional(),
  energyImportedT3Wh: wattHours.optional(),
  energyImportedT4Wh: wattHours.optional(),
  energyExportedT1Wh: wattHours.optional(),
  energyExportedT2Wh: wattHours.optional(),
  energyExportedT3Wh: wattHours.optional(),
  energyExportedT4Wh: wattHours.optional(),
  reactiveEnergyImportedVarh: voltAmpereReactiveHours.optional(),
  reactiveEnergyExportedVarh: voltAmpereReactiveHours.optional(),
  tariffIndicator: z.int().optional().describe('tariff in force'),
};

const demandFields = {
  demandImportedW: watts.optional().describe('average of the running quarter hour'),
  demandImportedMonthPeakW: watts.optional(),
  demandImportedMonthPeakAt: instantMs.optional(),
  demandImportedPeaks: z
    .array(
      z.object({
        month: z.string().describe('YYYY-MM'),
        powerW: watts,
        occurredAt: instantMs.optional(),
      }),
    )
    .optional()
    .describe('peaks of the last 13 months, oldest first'),
};

const qualityFields = {
  powerFailures: z.int().optional(),
  longPowerFailures: z.int().optional(),
  powerFailureLog: z
    .array(z.object({ endedAt: instantMs.optional(), durationS: z.int().optional() }))
    .optional()
    .describe('long failures, newest first; absent members are unknown'),
  voltageSagsL1: z.int().optional(),
  voltageSagsL2: z.int().optional(),
  voltageSagsL3: z.int().optional(),
  voltageSwellsL1: z.int().optional(),
  voltageSwellsL2: z.int().optional(),
  voltageSwellsL3: z.int().optional(),
};

const limitFields = {
  breaker: z.enum(['disconnected', 'connected', 'ready']).optional(),
  limiterThresholdW: watts.optional(),
  limiterThresholdA: amperes.optional(),
  limiterThresholdVa: voltAmperes.optional(),
  fuseThresholdA: amperes.optional(),
};

const mbusFields = {
  mbusDevices: z.array(mbusDevice),
  gasDm3: cubicDecimetres.optional().describe('of the gas meter in use'),
  gasCapturedAt: instantMs.optional(),
  gasEquipmentIdentifier: z.string().optional(),
  waterDm3: cubicDecimetres
    .optional()
    .describe('of the water meter in use; of the cold one beside a warm one'),
  waterCapturedAt: instantMs.optional(),
  waterEquipmentIdentifier: z.string().optional(),
};

const remainingFields = {
  textMessage: z.string().optional(),
  numericMessage: z.string().optional(),
  otherObjects: z.array(cosemObject).describe('objects SMER has no name for, verbatim'),
  warnings: z
    .array(z.object({ line: z.string(), reason: z.string() }))
    .describe('lines that could not be read'),
};

/**
 * What one checked telegram says, made once, in the reader. Absent is absent: what the
 * meter does not send is a missing property, never 0 or null.
 */
export const reading = z.object({
  ...identityFields,
  ...clockFields,
  ...powerFields,
  ...energyFields,
  ...demandFields,
  ...qualityFields,
  ...limitFields,
  ...mbusFields,
  ...remainingFields,
});
export type Reading = z.infer<typeof reading>;
