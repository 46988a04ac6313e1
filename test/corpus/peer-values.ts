import type { Reading } from '@smer/shared/reading';

/**
 * What the tests of other parsers call the values of a reading. `#` is a digit that stands in both
 * names; `@#` the device on that channel, `~#` the one so far from the end.
 *
 * Forms: `same`; `thousandths` kWh for Wh, kW for W, m³ for dm³; `instant` seconds or ISO 8601;
 * `hex` octets not decoded; `digits` with leading zeros; `state` the number of a switch's state.
 */
const table = `
athombv/node-dsmr-parser      | electricity.tariffs.#.received                                      | energyImportedT#Wh                 | same
athombv/node-dsmr-parser      | electricity.tariffs.#.returned                                      | energyExportedT#Wh                 | same
athombv/node-dsmr-parser      | electricity.total.received                                          | energyImportedWh                   | same
athombv/node-dsmr-parser      | electricity.total.returned                                          | energyExportedWh                   | same
athombv/node-dsmr-parser      | electricity.currentTariff                                           | tariffIndicator                    | same
athombv/node-dsmr-parser      | electricity.powerReceivedTotal                                      | powerImportedW                     | same
athombv/node-dsmr-parser      | electricity.powerReturnedTotal                                      | powerExportedW                     | same
athombv/node-dsmr-parser      | electricity.powerReceived.l#                                        | powerImportedL#W                   | same
athombv/node-dsmr-parser      | electricity.powerReturned.l#                                        | powerExportedL#W                   | same
athombv/node-dsmr-parser      | electricity.voltage.l#                                              | voltageL#V                         | same
athombv/node-dsmr-parser      | electricity.current.l#                                              | currentL#A                         | same
athombv/node-dsmr-parser      | mBus.#.deviceType                                                   | mbusDevices.@#.deviceType          | same
athombv/node-dsmr-parser      | mBus.#.equipmentId                                                  | mbusDevices.@#.equipmentIdentifier | hex
athombv/node-dsmr-parser      | mBus.#.value                                                        | mbusDevices.@#.volumeDm3           | thousandths
athombv/node-dsmr-parser      | metadata.equipmentId                                                | equipmentIdentifier                | hex
athombv/node-dsmr-parser      | metadata.serialNumber                                               | connectionIdentifier               | same
athombv/node-dsmr-parser      | metadata.textMessage                                                | textMessage                        | hex
athombv/node-dsmr-parser      | metadata.events.powerFailures                                       | powerFailures                      | same
athombv/node-dsmr-parser      | metadata.events.longPowerFailures                                   | longPowerFailures                  | same
athombv/node-dsmr-parser      | metadata.events.voltageSags.l#                                      | voltageSagsL#                      | same
athombv/node-dsmr-parser      | metadata.events.voltageSwells.l#                                    | voltageSwellsL#                    | same
reneklootwijk/node-dsmr       | meterModel                                                          | identification                     | same
reneklootwijk/node-dsmr       | timestamp                                                           | meterTime                          | instant
reneklootwijk/node-dsmr       | connectedMeters.length                                              | mbusDevices.length                 | same
reneklootwijk/node-dsmr       | electricity.equipmentId                                             | equipmentIdentifier                | same
reneklootwijk/node-dsmr       | electricity.activeTariff                                            | tariffIndicator                    | same
reneklootwijk/node-dsmr       | electricity.actualConsumed                                          | powerImportedW                     | thousandths
reneklootwijk/node-dsmr       | electricity.actualProduced                                          | powerExportedW                     | thousandths
reneklootwijk/node-dsmr       | electricity.totalConsumed#                                          | energyImportedT#Wh                 | thousandths
reneklootwijk/node-dsmr       | electricity.totalProduced#                                          | energyExportedT#Wh                 | thousandths
reneklootwijk/node-dsmr       | electricity.instantaneousConsumedPowerL#                            | powerImportedL#W                   | thousandths
reneklootwijk/node-dsmr       | electricity.instantaneousProducedPowerL#                            | powerExportedL#W                   | thousandths
reneklootwijk/node-dsmr       | electricity.instantaneousVoltageL#                                  | voltageL#V                         | same
reneklootwijk/node-dsmr       | electricity.voltageSagsL#                                           | voltageSagsL#                      | same
reneklootwijk/node-dsmr       | electricity.voltageSwellsL#                                         | voltageSwellsL#                    | same
reneklootwijk/node-dsmr       | electricity.failures                                                | powerFailures                      | same
reneklootwijk/node-dsmr       | electricity.failuresLong                                            | longPowerFailures                  | same
reneklootwijk/node-dsmr       | electricity.failureLog[#].duration                                  | powerFailureLog.#.durationS        | same
reneklootwijk/node-dsmr       | electricity.failureLog[#].timestampEnd                              | powerFailureLog.#.endedAt          | instant
reneklootwijk/node-dsmr       | electricity.switchPosition                                          | breaker                            | state
reneklootwijk/node-dsmr       | electricity.thresholdA                                              | limiterThresholdA                  | same
reneklootwijk/node-dsmr       | electricity.capacity.import.avgDemand                               | demandImportedW                    | thousandths
reneklootwijk/node-dsmr       | electricity.capacity.import.history.length                          | demandImportedPeaks.length         | same
reneklootwijk/node-dsmr       | electricity.capacity.import.history[#].maxDemand                    | demandImportedPeaks.~#.powerW      | thousandths
reneklootwijk/node-dsmr       | electricity.capacity.import.history[#].start                        | demandImportedPeaks.~#.occurredAt  | instant
reneklootwijk/node-dsmr       | electricity.capacity.import.runningMonth.maxDemand                  | demandImportedMonthPeakW           | thousandths
reneklootwijk/node-dsmr       | electricity.capacity.import.runningMonth.timestamp                  | demandImportedMonthPeakAt          | instant
reneklootwijk/node-dsmr       | gas.equipmentId                                                     | gasEquipmentIdentifier             | same
reneklootwijk/node-dsmr       | gas.totalConsumed                                                   | gasDm3                             | thousandths
reneklootwijk/node-dsmr       | gas.timestamp                                                       | gasCapturedAt                      | instant
reneklootwijk/node-dsmr       | gas.valvePosition                                                   | mbusDevices.0.valve                | state
reneklootwijk/node-dsmr       | water.equipmentId                                                   | waterEquipmentIdentifier           | same
reneklootwijk/node-dsmr       | water.totalConsumed                                                 | waterDm3                           | thousandths
reneklootwijk/node-dsmr       | water.timestamp                                                     | waterCapturedAt                    | instant
reneklootwijk/node-dsmr       | messages.code                                                       | numericMessage                     | same
reneklootwijk/node-dsmr       | messages.text                                                       | textMessage                        | same
nielsbasjes/dsmr-tools        | EquipmentId                                                         | equipmentIdentifier                | same
nielsbasjes/dsmr-tools        | Message                                                             | textMessage                        | same
nielsbasjes/dsmr-tools        | ElectricityTariffIndicator                                          | tariffIndicator                    | same
nielsbasjes/dsmr-tools        | ElectricityReceivedLowTariff                                        | energyImportedT1Wh                 | thousandths
nielsbasjes/dsmr-tools        | ElectricityReceivedNormalTariff                                     | energyImportedT2Wh                 | thousandths
nielsbasjes/dsmr-tools        | ElectricityReturnedLowTariff                                        | energyExportedT1Wh                 | thousandths
nielsbasjes/dsmr-tools        | ElectricityReturnedNormalTariff                                     | energyExportedT2Wh                 | thousandths
nielsbasjes/dsmr-tools        | ElectricityPowerReceived                                            | powerImportedW                     | thousandths
nielsbasjes/dsmr-tools        | ElectricityPowerReturned                                            | powerExportedW                     | thousandths
nielsbasjes/dsmr-tools        | MBusEvents.size                                                     | mbusDevices.length                 | same
nielsbasjes/dsmr-tools        | GasEquipmentId                                                      | gasEquipmentIdentifier             | same
nielsbasjes/dsmr-tools        | GasTimestamp                                                        | gasCapturedAt                      | instant
nielsbasjes/dsmr-tools        | GasM3                                                               | gasDm3                             | thousandths
nielsbasjes/dsmr-tools        | Timestamp                                                           | meterTime                          | instant
nielsbasjes/dsmr-tools        | PowerFailures                                                       | powerFailures                      | same
nielsbasjes/dsmr-tools        | LongPowerFailures                                                   | longPowerFailures                  | same
ndokter/dsmr_parser           | P1_MESSAGE_TIMESTAMP.value                                          | meterTime                          | instant
ndokter/dsmr_parser           | BELGIUM_VERSION_INFORMATION.value                                   | version                            | same
ndokter/dsmr_parser           | BELGIUM_EQUIPMENT_IDENTIFIER.value                                  | equipmentIdentifier                | hex
ndokter/dsmr_parser           | ELECTRICITY_USED_TARIFF_#.value                                     | energyImportedT#Wh                 | thousandths
ndokter/dsmr_parser           | ELECTRICITY_DELIVERED_TARIFF_#.value                                | energyExportedT#Wh                 | thousandths
ndokter/dsmr_parser           | ELECTRICITY_ACTIVE_TARIFF.value                                     | tariffIndicator                    | digits
ndokter/dsmr_parser           | CURRENT_ELECTRICITY_USAGE.value                                     | powerImportedW                     | thousandths
ndokter/dsmr_parser           | CURRENT_ELECTRICITY_DELIVERY.value                                  | powerExportedW                     | thousandths
ndokter/dsmr_parser           | INSTANTANEOUS_ACTIVE_POWER_L#_POSITIVE.value                        | powerImportedL#W                   | thousandths
ndokter/dsmr_parser           | INSTANTANEOUS_ACTIVE_POWER_L#_NEGATIVE.value                        | powerExportedL#W                   | thousandths
ndokter/dsmr_parser           | INSTANTANEOUS_VOLTAGE_L#.value                                      | voltageL#V                         | same
ndokter/dsmr_parser           | INSTANTANEOUS_CURRENT_L#.value                                      | currentL#A                         | same
ndokter/dsmr_parser           | ACTUAL_SWITCH_POSITION.value                                        | breaker                            | state
ndokter/dsmr_parser           | TEXT_MESSAGE.value                                                  | textMessage                        | hex
ndokter/dsmr_parser           | BELGIUM_CURRENT_AVERAGE_DEMAND.value                                | demandImportedW                    | thousandths
ndokter/dsmr_parser           | BELGIUM_MAXIMUM_DEMAND_MONTH.value                                  | demandImportedMonthPeakW           | thousandths
ndokter/dsmr_parser           | BELGIUM_MAXIMUM_DEMAND_MONTH.datetime                               | demandImportedMonthPeakAt          | instant
ndokter/dsmr_parser           | BELGIUM_MAXIMUM_DEMAND_13_MONTHS[#].value                           | demandImportedPeaks.#.powerW       | thousandths
ndokter/dsmr_parser           | BELGIUM_MAXIMUM_DEMAND_13_MONTHS[#].occurred                        | demandImportedPeaks.#.occurredAt   | instant
ndokter/dsmr_parser           | MBUS_DEVICES[#].CHANNEL_ID                                          | mbusDevices.#.channel              | same
ndokter/dsmr_parser           | MBUS_DEVICES[#].MBUS_DEVICE_TYPE.value                              | mbusDevices.#.deviceType           | same
ndokter/dsmr_parser           | MBUS_DEVICES[#].MBUS_EQUIPMENT_IDENTIFIER.value                     | mbusDevices.#.equipmentIdentifier  | hex
ndokter/dsmr_parser           | MBUS_DEVICES[#].MBUS_METER_READING.value                            | mbusDevices.#.volumeDm3            | thousandths
ndokter/dsmr_parser           | MBUS_DEVICES[#].MBUS_METER_READING.datetime                         | mbusDevices.#.capturedAt           | instant
ndokter/dsmr_parser           | MBUS_DEVICES[#].MBUS_VALVE_POSITION.value                           | mbusDevices.#.valve                | state
ndokter/dsmr_parser           | len(MBUS_DEVICES)                                                   | mbusDevices.length                 | same
ruudverheijden/node-p1-reader | meterType                                                           | identification                     | same
ruudverheijden/node-p1-reader | equipmentId                                                         | equipmentIdentifier                | hex
ruudverheijden/node-p1-reader | textMessage.codes                                                   | numericMessage                     | hex
ruudverheijden/node-p1-reader | textMessage.message                                                 | textMessage                        | same
ruudverheijden/node-p1-reader | electricity.received.tariff#.reading                                | energyImportedT#Wh                 | thousandths
ruudverheijden/node-p1-reader | electricity.delivered.tariff#.reading                               | energyExportedT#Wh                 | thousandths
ruudverheijden/node-p1-reader | electricity.received.actual.reading                                 | powerImportedW                     | thousandths
ruudverheijden/node-p1-reader | electricity.delivered.actual.reading                                | powerExportedW                     | thousandths
ruudverheijden/node-p1-reader | electricity.tariffIndicator                                         | tariffIndicator                    | same
ruudverheijden/node-p1-reader | electricity.switchPosition                                          | breaker                            | state
ruudverheijden/node-p1-reader | electricity.numberOfPowerFailures                                   | powerFailures                      | same
ruudverheijden/node-p1-reader | electricity.numberOfLongPowerFailures                               | longPowerFailures                  | same
ruudverheijden/node-p1-reader | electricity.longPowerFailureLog.count                               | powerFailureLog.length             | same
ruudverheijden/node-p1-reader | electricity.voltageSags.L#                                          | voltageSagsL#                      | same
ruudverheijden/node-p1-reader | electricity.voltageSwell.L#                                         | voltageSwellsL#                    | same
ruudverheijden/node-p1-reader | electricity.instantaneous.current.L#.reading                        | currentL#A                         | same
ruudverheijden/node-p1-reader | electricity.instantaneous.power.positive.L#.reading                 | powerImportedL#W                   | thousandths
ruudverheijden/node-p1-reader | electricity.instantaneous.power.negative.L#.reading                 | powerExportedL#W                   | thousandths
ruudverheijden/node-p1-reader | electricity.demand.positiveActiveDemand.currentDemandPeriod.reading | demandImportedW                    | thousandths
ruudverheijden/node-p1-reader | electricity.demand.positiveActiveDemand.maximumDemand.reading       | demandImportedMonthPeakW           | thousandths
ruudverheijden/node-p1-reader | electricity.demand.maximumDemandLastMonths.months[#].value          | demandImportedPeaks.#.powerW       | thousandths
ruudverheijden/node-p1-reader | gas.deviceType                                                      | mbusDevices.0.deviceType           | digits
ruudverheijden/node-p1-reader | gas.equipmentId                                                     | gasEquipmentIdentifier             | hex
ruudverheijden/node-p1-reader | gas.reading                                                         | gasDm3                             | thousandths
ruudverheijden/node-p1-reader | gas.valvePosition                                                   | mbusDevices.0.valve                | state
mijnverbruik/dsmr             | electricity_delivered_#                                             | energyImportedT#Wh                 | thousandths
mijnverbruik/dsmr             | electricity_returned_#                                              | energyExportedT#Wh                 | thousandths
mijnverbruik/dsmr             | electricity_currently_delivered                                     | powerImportedW                     | thousandths
mijnverbruik/dsmr             | electricity_currently_returned                                      | powerExportedW                     | thousandths
mijnverbruik/dsmr             | currently_delivered_l#                                              | powerImportedL#W                   | thousandths
mijnverbruik/dsmr             | currently_returned_l#                                               | powerExportedL#W                   | thousandths
mijnverbruik/dsmr             | phase_power_current_l#                                              | currentL#A                         | digits
mijnverbruik/dsmr             | voltage_l#                                                          | voltageL#V                         | digits
mijnverbruik/dsmr             | electricity_tariff_indicator                                        | tariffIndicator                    | digits
mijnverbruik/dsmr             | power_failures_count                                                | powerFailures                      | digits
mijnverbruik/dsmr             | power_failures_long_count                                           | longPowerFailures                  | digits
mijnverbruik/dsmr             | voltage_sags_l#_count                                               | voltageSagsL#                      | digits
mijnverbruik/dsmr             | voltage_swells_l#_count                                             | voltageSwellsL#                    | digits
mijnverbruik/dsmr             | last_reading_value                                                  | gasDm3                             | thousandths
mijnverbruik/dsmr             | actual_switch_position                                              | breaker                            | state
mijnverbruik/dsmr             | valve_position                                                      | mbusDevices.0.valve                | state
mijnverbruik/dsmr             | text_message_code                                                   | numericMessage                     | hex
mijnverbruik/dsmr             | text_message                                                        | textMessage                        | hex
ndokter/dsmr_parser           | EQUIPMENT_IDENTIFIER_GAS.value                                      | gasEquipmentIdentifier             | hex
ndokter/dsmr_parser           | DEVICE_TYPE.value                                                   | mbusDevices.0.deviceType           | digits
ndokter/dsmr_parser           | MBUS_DEVICE_TYPE@gas_meter_device.value                             | mbusDevices.0.deviceType           | digits
ndokter/dsmr_parser           | MBUS_METER_READING@mbus2.value                                      | waterDm3                           | thousandths
`;

export type Form = 'same' | 'thousandths' | 'instant' | 'hex' | 'digits' | 'state';

interface PeerValue {
  readonly form: Form;
  readonly value: unknown;
}

interface Row {
  readonly peer: string;
  readonly name: RegExp;
  readonly path: string;
  readonly form: Form;
}

const rows = table.trim().split('\n').map(toRow);

/** The value of the reading that a peer knows under this name; undefined where none is known. */
export function findPeerValue(reading: Reading, peer: string, name: string): PeerValue | undefined {
  for (const row of rows) {
    const match = row.peer === peer ? row.name.exec(name) : null;
    if (match)
      return { form: row.form, value: follow(reading, row.path.replace('#', match[1] ?? '')) };
  }
  return undefined;
}

function toRow(line: string): Row {
  const [peer = '', name = '', path = '', form = ''] = line.split('|').map((cell) => cell.trim());
  const escaped = name.replace(/[.[\]()]/g, '\\$&').replace('#', '(\\d)');
  return { peer, name: new RegExp(`^${escaped}$`), path, form: form as Form };
}

function follow(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, step) => member(found, step), value);
}

function member(value: unknown, step: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return (value as Record<string, unknown>)[step];
  if (step === 'length') return value.length;
  const index = Number(step.replace(/^[@~]/, ''));
  if (step.startsWith('@')) return value.find((each) => each.channel === index);
  return value.at(step.startsWith('~') ? -1 - index : index);
}
