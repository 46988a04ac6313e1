import { createRequire } from 'node:module';
import { createTimeZone } from '@smer/shared/time-zone';
import { createLineDecoder } from '../../services/reader/src/p1/decode-line.ts';
import { loadFixture } from '../corpus/load-fixture.ts';
import { renderTelegram } from '../meter/render-telegram.ts';

/**
 * Telegrams a second, CRC on, on the same DSMR 5 telegrams in one run. Rounds alternate, so that
 * a busy machine slows all alike; figures are medians of the CPU time of each round.
 *
 * Each parser gets its fastest fair way: dsmr-parser, the only other one that checks the CRC, a
 * string made of the bytes; p1-reader and smartmeter-obis the part that parses, without the line
 * of the CRC, which they do not know and would write to the console. SMER decodes from bytes on the
 * line to a complete reading.
 */
const rounds = 15;
const perRound = 3_000;
const telegrams = createTelegrams(100);

interface Contestant {
  readonly name: string;
  readonly checksCrc: boolean;
  readonly parse: (telegram: Buffer) => void;
}

const contestants = [smer(), dsmrParser(), p1Reader(), smartmeterObis()];
const results = contestants.map((contestant) => ({ contestant, perSecond: [] as number[] }));
for (const contestant of contestants) measure(contestant);
for (let round = 0; round < rounds; round++) {
  for (const { contestant, perSecond } of results) perSecond.push(measure(contestant));
}
report();

function createTelegrams(count: number): Buffer[] {
  const text = loadFixture('dsmr-5').bytes.toString('latin1');
  const lines = text.slice(0, text.indexOf('\r\n!')).split('\r\n');
  const identification = lines[0]?.slice(1) ?? '';
  return Array.from({ length: count }, (_, index) => {
    const powerKw = (index / 1000).toFixed(3).padStart(6, '0');
    const changed = lines
      .slice(2)
      .map((line) => (line.startsWith('1-0:1.7.0') ? `1-0:1.7.0(${powerKw}*kW)` : line));
    return renderTelegram(identification, changed);
  });
}

function measure({ parse }: Contestant): number {
  const before = process.cpuUsage();
  for (let count = 0; count < perRound; count++) {
    parse(telegrams[count % telegrams.length] ?? Buffer.alloc(0));
  }
  const { user, system } = process.cpuUsage(before);
  return perRound / ((user + system) / 1e6);
}

function smer(): Contestant {
  const zone = createTimeZone('Europe/Amsterdam');
  const decoder = createLineDecoder({ meter: 'main', zone, authenticationKey: 'none' });
  const now = Date.parse('2024-07-01T12:34:57+02:00');
  return {
    name: 'SMER',
    checksCrc: true,
    parse: (telegram) => {
      const [event] = decoder.push(telegram, now);
      if (event?.kind !== 'reading') throw new Error('SMER rejects a good telegram');
    },
  };
}

function dsmrParser(): Contestant {
  const parser = load<{ parse(text: string): unknown }>('dsmr-parser');
  return {
    name: 'dsmr-parser',
    checksCrc: true,
    parse: (telegram) => parser.parse(telegram.toString('latin1')),
  };
}

function p1Reader(): Contestant {
  const parsePacket = load<(text: string) => unknown>('p1-reader/lib/parsePacket');
  return {
    name: 'p1-reader',
    checksCrc: false,
    parse: (telegram) => parsePacket(telegram.toString('latin1', 0, telegram.lastIndexOf('!'))),
  };
}

function smartmeterObis(): Contestant {
  type Protocol = new (
    options: object,
    store: () => void,
  ) => { prepareResult(data: string): unknown };
  const { D0Protocol } = load<{ D0Protocol: Protocol }>('smartmeter-obis');
  const protocol = new D0Protocol({ debug: 0, logger: () => undefined }, () => undefined);
  return {
    name: 'smartmeter-obis',
    checksCrc: false,
    parse: (telegram) => {
      const body = telegram.indexOf('\r\n') + 4;
      protocol.prepareResult(telegram.toString('latin1', body, telegram.lastIndexOf('!')));
    },
  };
}

function load<Module>(name: string): Module {
  return createRequire(import.meta.url)(name) as Module;
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function report(): void {
  const own = median(results[0]?.perSecond ?? []);
  console.log(
    `${telegrams[0]?.length} bytes a telegram, median of ${rounds} rounds of ${perRound}`,
  );
  for (const { contestant, perSecond } of results) {
    const rate = median(perSecond);
    const crc = contestant.checksCrc ? 'CRC checked' : 'no CRC check';
    console.log(
      `${contestant.name.padEnd(16)} ${rate.toFixed(0).padStart(8)}/s  ${crc.padEnd(13)} SMER is ${(own / rate).toFixed(2)} ×`,
    );
  }
}
