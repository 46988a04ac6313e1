import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { profile, reading } from '@smer/shared/reading';
import type { LineEvent } from '../../services/reader/src/p1/decode-line.ts';
import { decodeFixture } from './decode-fixture.ts';
import { type ExpectedEvent, type Fixture, loadFixtures, withInstants } from './load-fixture.ts';

const fixtures = loadFixtures();

describe('the telegrams in test/telegrams', () => {
  for (const fixture of fixtures) {
    it(`${fixture.name}: ${fixture.about}`, () => {
      const events = decodeFixture(fixture);
      assert.deepEqual(events.map(outline), fixture.events.map(expectedOutline));
      for (const [index, event] of events.entries()) {
        check(fixture, event, fixture.events[index] ?? {});
      }
    });
  }

  it('cover each of the 37 deviations that are known from the field', () => {
    const numbers = fixtures.flatMap(({ name }) =>
      (/^deviation-(\d+)/.exec(name)?.slice(1) ?? []).map(Number),
    );
    assert.deepEqual(
      numbers.sort((one, other) => one - other),
      Array.from({ length: 37 }, (_, index) => index + 1),
    );
  });

  it('cover every profile', () => {
    const covered = fixtures
      .flatMap(decodeFixture)
      .map((event) => (event.kind === 'reading' ? event.reading.profile : undefined));
    assert.deepEqual(
      profile.options.filter((name) => !covered.includes(name)),
      [],
    );
  });
});

function outline(event: LineEvent): string {
  if (event.kind === 'rejected') return `rejected: ${event.cause}`;
  return event.kind === 'trouble' ? `trouble: ${event.trouble}` : 'reading';
}

function expectedOutline({ rejected, trouble }: ExpectedEvent): string {
  if (rejected) return `rejected: ${rejected}`;
  return trouble ? `trouble: ${trouble}` : 'reading';
}

function check(fixture: Fixture, event: LineEvent, expected: ExpectedEvent): void {
  if (event.kind !== 'reading') return;
  const wanted = withInstants(expected.reading ?? {}) as Record<string, unknown>;
  const actual: Record<string, unknown> = event.reading;
  if (fixture.complete) {
    const receivedAt = Date.parse(fixture.receivedAt);
    assert.deepEqual({ ...actual }, { meter: 'main', receivedAt, ...wanted });
  }
  for (const field of Object.keys(wanted)) assert.deepEqual(actual[field], wanted[field], field);
  for (const field of expected.absent ?? []) assert.equal(field in actual, false, field);
  assert.deepEqual(reading.parse(event.reading), event.reading);
}
