import { readFileSync } from 'node:fs';
import { systemClock } from '@smer/shared/clock';
import { messageOf } from '@smer/shared/errors';
import { loadReaderConfig, type ReaderConfig } from './config.ts';
import { decoderSettings } from './decoder-settings.ts';
import { createLineDecoder, type LineEvent } from './p1/decode-line.ts';
import { listObjects } from './p1/list-objects.ts';
import { receivedByMeterClock } from './p1/received-by-meter-clock.ts';

/** How long a line is silent when its file has ended, in milliseconds: longer than any time-out. */
const endOfFileMs = 60_000;

/**
 * Decodes the telegrams in a file, or on standard input, and prints each as JSON. Says on standard
 * error why one can't be decoded, and exits with 1 then.
 *
 *     npm run telegram -- test/telegrams/dsmr-5.txt
 */
function printTelegrams(file: string | undefined): void {
  const events = decode(readFileSync(file ?? 0), loadReaderConfig());
  const failures = events.flatMap(failureOf);
  if (events.length === 0) failures.push('there is no telegram in it');
  for (const event of events) if (event.kind === 'reading') print(event);
  for (const failure of failures) process.stderr.write(`${file ?? 'standard input'}: ${failure}\n`);
  if (failures.length > 0) process.exitCode = 1;
}

function decode(bytes: Uint8Array, config: ReaderConfig): LineEvent[] {
  const decoder = createLineDecoder(decoderSettings(config));
  const now = systemClock();
  return [...decoder.push(bytes, now), ...decoder.idle(now + endOfFileMs)];
}

function print({ reading, raw }: Extract<LineEvent, { kind: 'reading' }>): void {
  const printed = { reading: receivedByMeterClock(reading), objects: listObjects(raw) };
  process.stdout.write(`${JSON.stringify(printed, null, 2)}\n`);
}

function failureOf(event: LineEvent): string[] {
  switch (event.kind) {
    case 'reading':
      return [];
    case 'rejected':
      return [
        `rejected ${event.bytes} bytes (${event.cause})${event.detail ? `: ${event.detail}` : ''}`,
      ];
    case 'trouble':
      return [event.detail];
  }
}

try {
  printTelegrams(process.argv[2]);
} catch (thrown) {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
}
