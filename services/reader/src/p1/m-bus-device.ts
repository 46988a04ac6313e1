import type { MbusDevice } from '@smer/shared/reading';
import { readCount } from './cosem-value.ts';
import { type MbusContext, readHourlyProfile, readLastValue } from './m-bus-value.ts';
import type { MbusPart } from './obis-rows.ts';
import { readOctets } from './octet-string.ts';
import type { CosemLine } from './parse-telegram.ts';
import type { Span } from './span.ts';

type Medium = NonNullable<MbusDevice['medium']>;

/** EN 13757-3 device types that a home may have; 4 and 12 are both heat in the Netherlands. */
const mediumByType: Readonly<Record<number, Medium>> = {
  2: 'electricity',
  3: 'gas',
  4: 'heat',
  6: 'water',
  7: 'water',
  10: 'cooling',
  11: 'cooling',
  12: 'heat',
  13: 'heat',
  21: 'water',
  22: 'water',
  23: 'water',
};

const valveStates = ['closed', 'open', 'released'] as const;

interface SentPart {
  readonly part: MbusPart;
  readonly line: CosemLine;
  readonly groups: readonly Span[];
}

/**
 * Adds what one line says to the device on its channel. A device that was never read, or is not
 * connected, gets no value: it is absent, not 0. False where the line can't be read.
 */
export function readMbusPart(
  device: MbusDevice,
  { part, line, groups }: SentPart,
  context: MbusContext,
): boolean {
  switch (part) {
    case 'type':
      return readType(device, line, groups);
    case 'identifier':
      return setText(device, 'equipmentIdentifier', textOfLine(line, groups));
    case 'connection':
      return setText(device, 'connectionIdentifier', textOfLine(line, groups));
    case 'valve':
      return readValve(device, groups);
    case 'profile':
      return readHourlyProfile(device, groups, context);
    case 'reading':
    case 'unconverted':
      return readLastValue(device, groups, context);
  }
}

/** The medium, from the device type or else from the unit; cubic metres may be gas or water. */
export function mediumOf({ deviceType, energyWh, energyJ }: MbusDevice): Medium | undefined {
  if (deviceType !== undefined) return mediumByType[deviceType] ?? 'other';
  if (energyWh !== undefined) return 'electricity';
  return energyJ === undefined ? undefined : 'heat';
}

function readType(device: MbusDevice, line: CosemLine, [sent]: readonly Span[]): boolean {
  line.number ??= sent && readCount(sent);
  if (line.number === undefined) return false;
  device.deviceType = line.number;
  return true;
}

function textOfLine(line: CosemLine, [sent]: readonly Span[]): string | undefined {
  line.text ??= sent && readOctets(sent);
  return line.text;
}

function setText(
  device: MbusDevice,
  field: 'equipmentIdentifier' | 'connectionIdentifier',
  text: string | undefined,
): boolean {
  if (text) device[field] = text;
  return true;
}

function readValve(device: MbusDevice, [sent]: readonly Span[]): boolean {
  const valve = valveStates[(sent && readCount(sent)) ?? -1];
  if (valve === undefined) return false;
  device.valve = valve;
  return true;
}
