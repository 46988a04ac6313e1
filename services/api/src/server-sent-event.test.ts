import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepAliveComment, renderEvent } from './server-sent-event.ts';

test('renders a default event with its id', () => {
  assert.equal(renderEvent({ id: 1723833110, data: '{}' }), 'id: 1723833110\ndata: {}\n\n');
});

test('renders an event with a name', () => {
  assert.equal(renderEvent({ event: 'link', data: '{}' }), 'event: link\ndata: {}\n\n');
});

test('keeps the line alive with what clients ignore', () => {
  assert.match(keepAliveComment, /^:.*\n\n$/);
});
