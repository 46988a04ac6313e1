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
 * string made of the bytes; p1-reader the part that parses, without the line of the CRC, which it
 * does not know and would write to the console. SMER decodes from bytes on the line to a complete
 * reading.
 */
const rounds = 15;
const perRound = 3_000;
const telegrams = createTelegrams(100);
const leftOut = 'smartmeter-obis, which was the slowest: it needs the abandoned package request';

interface Contestant {
  readonly name: string;
  readonly checksCrc: boolean;
  readonly parse: (telegram: Buffer) => void;
}

const contestants = [smer(), dsmrParser(), p1Reader()];
const results = contestants.map((contestant) => ({ contestant, perSecond: [] as number[] }));
for (const contestant of contestants) measure(contestant);
for (let round = 0; round < rounds; round++) {
  for (const { contestant, perSecond } of results) perSecond.push(measure(contestant));
}
report();

/** What a meter sends second by second: what is imported, voltage, current and the clock change. */
function createTelegrams(count: number): Buffer[] {
  const text = loadFixture('dsmr-5').bytes.toString('latin1');
  const [identification = '', , ...lines] = text.slice(1, text.indexOf('\r\n!')).split('\r\n');
  return Array.from({ length: count }, (_, second) => {
    const changed = lines.map((line) => changedLine(line, second));
    return renderTelegram(identification, changed);
  });
}

function changedLine(line: string, second: number): string {
  const [reference = ''] = line.split('(');
  const wave = Math.abs(Math.sin(second + reference.charCodeAt(4)));
  if (reference === '0-0:1.0.0') return `${reference}(2407011234${padded(second % 60, 2)}S)`;
  if (reference === '1-0:1.8.2') return `${reference}(002444.${padded(444 + second, 3)}*kWh)`;
  if (/^1-0:([246]1|1)\.7\.0$/.test(reference)) {
    return `${reference}(0${(wave * 9).toFixed(3)}*kW)`;
  }
  if (/^1-0:[357]2\.7\.0$/.test(reference))
    return `${reference}(${(225 + wave * 10).toFixed(1)}*V)`;
  if (/^1-0:[357]1\.7\.0$/.test(reference))
    return `${reference}(${padded(Math.floor(wave * 20), 3)}*A)`;
  return line.replace(/^(1-0:([246]2|2)\.7\.0).*/, '$1(00.000*kW)');
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
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
    const crc = contestant.checksCrc ? 'CRC checked' : 'checks no CRC';
    console.log(
      `${contestant.name.padEnd(16)} ${rate.toFixed(0).padStart(8)}/s  ${crc.padEnd(13)}  SMER is ${(own / rate).toFixed(2)} ×`,
    );
  }
  console.log(`target: 4 × each of them\nleft out: ${leftOut}`);
}
