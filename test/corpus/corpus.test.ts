import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createLineDecoder, type LineEvent } from '../../services/reader/src/p1/decode-line.ts';
import { listObjects } from '../../services/reader/src/p1/list-objects.ts';
import { checksum } from '../meter/checksum.ts';
import { compareFact } from './compare-facts.ts';
import { decodeAll, plainSettings } from './decode-fixture.ts';
import { reasonToSkip } from './exceptions.ts';
import { type CorpusFile, readExpectations } from './read-expectations.ts';

const folder = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
/** Later than every telegram in the corpus. */
const now = Date.UTC(2027, 0, 1);

/** Its CRC is right, but there is no COSEM object in it; its own parser refuses it too. */
const withoutObjects = 'athombv-crc-hello-lowercase.txt';

/** Streams and their telegrams that come out; the CRC of the third one is of another text. */
const telegramsInStream: Readonly<Record<string, number>> = {
  'dsmr_parser-stream-mixed.txt': 3,
  'dsmr_parser-stream-unclosed-then-v42.txt': 2,
  'dsmr_parser-stream-unopened-then-v42.txt': 1,
  'dsmr_parser-stream-v42-then-unclosed.txt': 2,
  'dsmr_parser-stream-v42-then-unopened.txt': 1,
  'athombv-stream-null-terminated.txt': 0,
  'dsmr-rs-stream-input1.txt': 1,
};

describe('telegrams that other parsers are tested with', () => {
  if (!existsSync(folder)) {
    it('are not on this machine', (context) => context.skip(`no folder ${folder}`));
    return;
  }
  const files = readExpectations(folder);
  for (const file of files) {
    it(`decides on ${file.name} as its CRC says`, () => checkOutcome(file));
    it(`reads of ${file.name} what its tests assert`, () => checkFacts(file));
  }
});

function decode({ keys, bytes }: Pick<CorpusFile, 'keys' | 'bytes'>): LineEvent[] {
  const decoder = createLineDecoder({
    ...plainSettings,
    ...(keys ? { decryptionKey: Buffer.from(keys.key, 'hex') } : {}),
    authenticationKey: keys?.auth_key ? Buffer.from(keys.auth_key, 'hex') : 'none',
  });
  return decodeAll(decoder, bytes, now);
}

function checkOutcome(file: CorpusFile): void {
  const events = decode(file);
  const readings = events.filter((event) => event.kind === 'reading').length;
  const rejections = events.flatMap((event) => (event.kind === 'rejected' ? [event.cause] : []));
  if (file.name === withoutObjects) {
    assert.deepEqual(rejections, ['not-a-telegram']);
  } else if (file.kind === 'stream') {
    assert.equal(readings, telegramsInStream[file.name]);
  } else if (file.kind === 'encrypted' && file.outcome === 'parse') {
    checkPlainText(file, events);
  } else {
    assert.equal(readings, file.outcome === 'parse' ? 1 : 0, rejections.join());
  }
}

/** Of Luxembourg's printed example, the CRC inside fits another text; GCM vouches for the frame. */
function checkPlainText({ keys }: CorpusFile, events: LineEvent[]): void {
  const plain = readFileSync(`${folder}/${keys?.plaintext}`);
  const [event] = decodeAll(createLineDecoder(plainSettings), plain, now);
  assert.deepEqual(events[0], event);
}

/**
 * Values are compared whatever the CRC says, as most recordings were edited: each is given the one
 * that fits. It is sent three times: a doubtful one that has no end to put a CRC at is believed then.
 */
function checkFacts(file: CorpusFile): void {
  const sent = withOwnChecksums(file.kind === 'fragment' ? terminated(file.bytes) : file.bytes);
  const bytes = Buffer.concat([sent, sent, sent]);
  const events = file.kind === 'encrypted' ? [] : decode({ bytes });
  const [event] = events.filter((each) => each.kind === 'reading');
  const objects = listObjects(event?.raw ?? file.bytes);
  const wrong = file.facts.flatMap((fact) => {
    if (reasonToSkip(file.name, fact.peer, fact.name)) return [];
    const comparison = compareFact(fact, event?.reading, objects);
    const isSame = comparison && Object.is(comparison.actual, comparison.expected);
    return isSame ? [] : [{ ...fact, ...comparison }];
  });
  assert.deepEqual(wrong, []);
}

/** Fragments are the body alone. */
function terminated(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  return Buffer.from(`${text.trimEnd().replace(/\r\n!\w*$/, '')}\r\n!\r\n`, 'latin1');
}

function withOwnChecksums(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replace(/^(\/.*?^!)\w*/gms, (_, covered: string) => {
    const digits = checksum(Buffer.from(covered, 'latin1')).toString(16).padStart(4, '0');
    return covered + digits;
  });
  return Buffer.from(text, 'latin1');
}
