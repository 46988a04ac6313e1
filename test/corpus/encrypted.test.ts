import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { describe, it } from 'node:test';
import { createLineDecoder, type LineEvent } from '../../services/reader/src/p1/decode-line.ts';
import { decodeAll, plainSettings } from './decode-fixture.ts';
import { loadFixture } from './load-fixture.ts';

const plain = loadFixture('luxembourg').bytes;
const decryptionKey = Buffer.from('A0A1A2A3A4A5A6A7A8A9AAABACADAEAF', 'hex');
const authenticationKey = Buffer.from('00112233445566778899AABBCCDDEEFF', 'hex');
const otherKey = Buffer.alloc(16, 7);

interface FrameParts {
  readonly text?: Buffer;
  readonly counter?: number;
  readonly systemTitle?: string;
  readonly security?: 0x20 | 0x30;
}

/** A frame as a meter makes it, with the length in the shortest form that holds it. */
function encrypt({
  text = plain,
  counter = 1,
  systemTitle = 'SAGMETER',
  security = 0x30,
}: FrameParts) {
  const title = Buffer.from(systemTitle, 'latin1');
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  const cipher = createCipheriv('aes-128-gcm', decryptionKey, Buffer.concat([title, count]), {
    authTagLength: 12,
  });
  if (security === 0x30) cipher.setAAD(Buffer.concat([Buffer.of(security), authenticationKey]));
  const cipherText = Buffer.concat([cipher.update(text), cipher.final()]);
  const tag = security === 0x30 ? cipher.getAuthTag() : Buffer.alloc(0);
  const content = Buffer.concat([Buffer.of(security), count, cipherText, tag]);
  return Buffer.concat([Buffer.of(0xdb, 8), title, berLength(content.length), content]);
}

function berLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}

const createDecoder = (
  keys: { decryptionKey?: Buffer; authenticationKey?: Buffer | 'none' } = {},
) => createLineDecoder({ ...plainSettings, decryptionKey, authenticationKey, ...keys });

const outline = (events: LineEvent[]) =>
  events.map((event) => {
    if (event.kind === 'reading') return 'reading';
    return event.kind === 'rejected' ? event.cause : event.trouble;
  });

const short = Buffer.from('/Lux5\r\n\r\n1-0:1.7.0(00.005*kW)\r\n!\r\n');

describe('encrypted telegrams', () => {
  it('hands over the text that was in the frame', () => {
    const [event] = decodeAll(createDecoder(), encrypt({}));
    assert.equal(event?.kind, 'reading');
    assert.deepEqual(Buffer.from(event.raw), plain);
  });

  it('says in plain words that a key is needed', () => {
    const decoder = createLineDecoder(plainSettings);
    const [, trouble] = decodeAll(decoder, encrypt({}));
    assert.deepEqual(trouble, {
      kind: 'trouble',
      trouble: 'encrypted-without-key',
      detail: 'The meter sends encrypted telegrams: set P1_DECRYPTION_KEY',
    });
  });

  it('tells a wrong decryption key from a wrong authentication key', () => {
    const details = [
      createDecoder({ decryptionKey: otherKey }),
      createDecoder({ authenticationKey: otherKey }),
      createDecoder({ authenticationKey: 'none' }),
    ].map((decoder) => {
      const [rejection, trouble] = decodeAll(decoder, encrypt({}));
      assert.deepEqual(outline(rejection && trouble ? [rejection, trouble] : []), [
        'decryption',
        'wrong-key',
      ]);
      return trouble?.kind === 'trouble' ? trouble.detail : '';
    });
    assert.match(details[0] ?? '', /^P1_DECRYPTION_KEY does not open/);
    assert.match(details[1] ?? '', /P1_AUTHENTICATION_KEY does not fit/);
    assert.match(details[2] ?? '', /P1_AUTHENTICATION_KEY does not fit/);
  });

  it('takes a single frame that does not open for damage once one has', () => {
    const decoder = createDecoder();
    const damaged = (counter: number) => {
      const frame = encrypt({ counter });
      frame[100] = (frame[100] ?? 0) ^ 1;
      return frame;
    };
    assert.deepEqual(outline(decoder.push(encrypt({ counter: 1 }), 0)), ['reading']);
    assert.deepEqual(outline(decoder.push(damaged(2), 0)), ['decryption']);
    assert.deepEqual(outline(decoder.push(damaged(3), 0)), ['decryption']);
    assert.deepEqual(outline(decoder.push(damaged(4), 0)), ['decryption', 'wrong-key']);
    assert.deepEqual(outline(decoder.push(encrypt({ counter: 5 }), 0)), ['reading']);
  });

  it('reads each frame once, and an older one never, also after the line was opened again', () => {
    const decoder = createDecoder();
    assert.deepEqual(outline(decoder.push(encrypt({ counter: 7 }), 0)), ['reading']);
    assert.deepEqual(outline(decoder.push(encrypt({ counter: 7 }), 0)), ['replayed-frame']);
    decoder.reset();
    assert.deepEqual(outline(decoder.push(encrypt({ counter: 6 }), 0)), ['replayed-frame']);
    assert.deepEqual(outline(decoder.push(encrypt({ counter: 8 }), 0)), ['reading']);
  });

  it('keep their form, though they came before', () => {
    const decoder = createDecoder();
    decoder.push(encrypt({ counter: 7 }), 0);
    const [event] = decoder.push(encrypt({ counter: 7 }), 0);
    assert.equal(event?.kind === 'rejected' && event.framed, true);
  });

  it('counts the frames of another meter anew', () => {
    const decoder = createDecoder();
    decoder.push(encrypt({ counter: 7 }), 0);
    const events = decoder.push(encrypt({ counter: 1, systemTitle: 'SAGOTHER' }), 0);
    assert.deepEqual(outline(events), ['reading']);
  });

  it('does not count a frame whose telegram is rejected', () => {
    const decoder = createDecoder();
    const broken = Buffer.from(plain.toString('latin1').replace('00.005', '00.006'), 'latin1');
    assert.deepEqual(outline(decoder.push(encrypt({ text: broken, counter: 9 }), 0)), ['checksum']);
    assert.deepEqual(outline(decoder.push(encrypt({ counter: 2 }), 0)), ['reading']);
  });

  it('reads frames of every length form, and of encryption without authentication', () => {
    const medium = Buffer.from(
      short.toString().replace('kW)\r\n', `kW)\r\n0-0:96.13.0(${'41'.repeat(60)})\r\n`),
    );
    for (const text of [short, medium, plain]) {
      assert.deepEqual(outline(decodeAll(createDecoder(), encrypt({ text }))), ['reading']);
    }
    const decoder = createDecoder();
    assert.deepEqual(outline(decoder.push(encrypt({ security: 0x20 }), 0)), ['reading']);
    const wrongKey = createDecoder({ decryptionKey: otherKey });
    const events = wrongKey.push(encrypt({ security: 0x20 }), 0);
    assert.deepEqual(outline(events), ['decryption', 'wrong-key']);
  });

  it('rejects a frame without a telegram in it', () => {
    const events = decodeAll(
      createDecoder(),
      encrypt({ text: Buffer.from('/Lux5\r\n1-3:0.2.8(50)') }),
    );
    assert.deepEqual(outline(events), ['not-a-telegram']);
  });

  it('takes only what can be a header for one', () => {
    const noHeaders = [
      [0xdb, 9],
      [0xdb, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0x83, 0, 0, 0],
      [0xdb, 8, 1, 2, 3, 4, 5, 6, 7, 8, 17, 0x30],
      [0xdb, 8, 1, 2, 3, 4, 5, 6, 7, 8, 100, 0x10],
      [0xdb, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0x82, 0xff, 0xff, 0x30],
    ];
    for (const header of noHeaders) {
      const events = decodeAll(createDecoder(), Buffer.concat([Buffer.from(header), plain]));
      assert.deepEqual(outline(events), ['noise', 'reading'], Buffer.from(header).toString('hex'));
    }
  });

  it('finds the next frame after half a frame and a pause', () => {
    const decoder = createDecoder();
    assert.deepEqual(decoder.push(encrypt({}).subarray(0, 200), 0), []);
    assert.deepEqual(decoder.idle(900), []);
    decoder.idle(1_100);
    assert.deepEqual(outline(decoder.push(encrypt({}), 10_000)), ['reading']);
  });

  it('reads plain telegrams too, as the grid operator may switch encryption off', () => {
    const decoder = createDecoder();
    const events = [...decoder.push(encrypt({}), 0), ...decoder.push(plain, 10_000)];
    assert.deepEqual(outline(events), ['reading', 'reading']);
  });
});
