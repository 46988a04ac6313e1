import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createLineDecoder, type LineEvent } from '../../services/reader/src/p1/decode-line.ts';
import { decodeAll, decodeFixture, decoderFor, plainSettings } from './decode-fixture.ts';
import { type Fixture, loadFixture, loadFixtures } from './load-fixture.ts';

const fixtures = loadFixtures();
const withCrc = ['dsmr-4.2', 'dsmr-5', 'belgium-1.7.1', 'luxembourg', 'sweden', 'hungary'].map(
  loadFixture,
);
const withoutCrc = ['dsmr-2.2', 'dsmr-3.0', 'easymeter'].map(loadFixture);

const readings = (events: LineEvent[]) =>
  events.flatMap((event) => (event.kind === 'reading' ? [event.reading] : []));
const outlines = (events: LineEvent[]) =>
  events.map((event) => (event.kind === 'rejected' ? [event.kind, event.cause] : event));
const instantOf = ({ receivedAt }: Fixture) => Date.parse(receivedAt);

describe('the decoder, whatever the line does', () => {
  it('gives the same for any chunking', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fixtures),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 }),
        (fixture, sizes) => {
          const decoder = decoderFor(fixture);
          const now = instantOf(fixture);
          const events: LineEvent[] = [];
          for (let at = 0, turn = 0; at < fixture.bytes.length; turn++) {
            const size = sizes[turn % sizes.length] ?? 1;
            events.push(...decoder.push(fixture.bytes.subarray(at, at + size), now));
            at += size;
          }
          events.push(...decoder.idle(now + 1_000), ...decoder.idle(now + 20_000));
          assert.deepEqual(outlines(events), outlines(decodeFixture(fixture)));
        },
      ),
    );
  });

  it('gives the same byte by byte', () => {
    for (const fixture of fixtures) {
      const decoder = decoderFor(fixture);
      const now = instantOf(fixture);
      const events = [...fixture.bytes].flatMap((byte) => decoder.push(Uint8Array.of(byte), now));
      events.push(...decoder.idle(now + 1_000), ...decoder.idle(now + 20_000));
      assert.deepEqual(outlines(events), outlines(decodeFixture(fixture)), fixture.name);
    }
  });

  it('publishes with the fourth digit of the CRC, and with the line end where there is none', () => {
    for (const { bytes, receivedAt, name } of [...withCrc, ...withoutCrc]) {
      const digits = bytes.length - bytes.lastIndexOf('!') - 3;
      const decoder = createLineDecoder(plainSettings);
      const until = bytes.lastIndexOf('!') + 1 + (digits === 4 ? 4 : 1);
      const now = Date.parse(receivedAt);
      assert.deepEqual(decoder.push(bytes.subarray(0, until - 1), now), [], name);
      assert.equal(readings(decoder.push(bytes.subarray(until - 1, until), now)).length, 1, name);
    }
  });

  it('reads the telegram behind any garbage', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...withCrc, ...withoutCrc),
        fc.uint8Array({ maxLength: 200 }),
        (fixture, garbage) => {
          const bytes = Buffer.concat([garbage, Buffer.from('\r\n'), fixture.bytes]);
          const events = decodeAll(createLineDecoder(plainSettings), bytes, instantOf(fixture));
          assert.deepEqual(readings(events), readings(decodeFixture(fixture)));
        },
      ),
    );
  });

  it('reads a telegram with a CRC right behind a piece of another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...withCrc), fc.nat(), (fixture, length) => {
        const piece = fixture.bytes.subarray(0, length % fixture.bytes.lastIndexOf('!'));
        const bytes = Buffer.concat([piece, fixture.bytes]);
        const events = decodeAll(createLineDecoder(plainSettings), bytes, instantOf(fixture));
        assert.deepEqual(readings(events), readings(decodeFixture(fixture)));
      }),
    );
  });

  it('reads nothing of a telegram that is cut before the last digit of its CRC', () => {
    const announced = withCrc.filter(({ name }) => !['sweden', 'hungary'].includes(name));
    for (const { bytes, name } of announced) {
      for (const cut of cutEverywhere(bytes.subarray(0, bytes.lastIndexOf('!') + 5))) {
        const events = decodeAll(createLineDecoder(plainSettings), cut);
        assert.deepEqual(readings(events), [], `${name} cut at ${cut.length}`);
      }
    }
  });

  it('reads no wrong value of a telegram that is cut and may have no CRC', () => {
    for (const fixture of [...withoutCrc, loadFixture('sweden'), loadFixture('hungary')]) {
      const whole: Record<string, unknown> = { ...readings(decodeFixture(fixture))[0] };
      for (const cut of cutEverywhere(fixture.bytes)) {
        const events = decodeAll(createLineDecoder(plainSettings), cut, instantOf(fixture));
        for (const [field, value] of readings(events).flatMap(scalars)) {
          assert.equal(value, whole[field], `${fixture.name} cut at ${cut.length}: ${field}`);
        }
      }
    }
  });

  it('reads nothing of a telegram with a CRC in which any one bit is wrong', () => {
    for (const fixture of withCrc) {
      const covered = fixture.bytes.lastIndexOf('!') + 1;
      for (let bit = 0; bit < covered * 8; bit++) {
        const events = decodeAll(createLineDecoder(plainSettings), flipped(fixture.bytes, bit));
        assert.deepEqual(readings(events), [], `${fixture.name}, bit ${bit}`);
      }
    }
  });

  it('reads no wrong value where a bit behind the cover of the CRC is wrong', () => {
    for (const fixture of withCrc) {
      const [whole] = readings(decodeFixture(fixture));
      const covered = fixture.bytes.lastIndexOf('!') + 1;
      for (let bit = covered * 8; bit < fixture.bytes.length * 8; bit++) {
        const bytes = flipped(fixture.bytes, bit);
        const events = decodeAll(createLineDecoder(plainSettings), bytes, instantOf(fixture));
        for (const reading of readings(events)) assert.deepEqual(reading, whole);
      }
    }
  });

  it('keeps its memory on an endless line', () => {
    const decoder = createLineDecoder(plainSettings);
    const events = Array.from({ length: 100 }, () =>
      decoder.push(Buffer.from(`/ISk5${'x'.repeat(5_000)}`), 0),
    ).flat();
    const causes = new Set(events.map((event) => (event.kind === 'rejected' ? event.cause : '')));
    assert.ok(causes.has('oversize'));
    assert.deepEqual(readings(events), []);
  });
});

function scalars(reading: object): [string, unknown][] {
  return Object.entries(reading).filter(([, value]) => typeof value !== 'object');
}

function cutEverywhere(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length }, (_, length) => bytes.subarray(0, length));
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
