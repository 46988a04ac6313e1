/** How characters travel on the serial line. */
export interface SerialSettings {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
}

const parities = { N: 'none', E: 'even', O: 'odd' } as const;

/** What meters use, newest first: DSMR 4 and later, then DSMR 2 and 3 (DSMR 5.0.2 P1, 4.5; DSMR 3.0 P1). */
export const knownSerialSettings: readonly SerialSettings[] = [
  { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  { baudRate: 9_600, dataBits: 7, parity: 'even', stopBits: 1 },
];

/** Reads `115200-8N1`. Throws on anything else. */
export function parseSerialSettings(text: string): SerialSettings {
  const match = /^(\d{3,6})-([78])([NEO])([12])$/.exec(text);
  if (!match) throw new Error('expected baud rate and format such as 115200-8N1 or 9600-7E1');
  const [, baudRate, dataBits, parity, stopBits] = match;
  return {
    baudRate: Number(baudRate),
    dataBits: dataBits === '7' ? 7 : 8,
    parity: parities[parity as keyof typeof parities],
    stopBits: stopBits === '2' ? 2 : 1,
  };
}

/** `115200-8N1`. */
export function describeSerialSettings(settings: SerialSettings): string {
  const parity = settings.parity[0]?.toUpperCase();
  return `${settings.baudRate}-${settings.dataBits}${parity}${settings.stopBits}`;
}
