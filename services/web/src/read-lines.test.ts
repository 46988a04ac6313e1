import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readLines } from './read-lines.ts';

const streamOf = (chunks: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

describe('readLines', () => {
  it('gives a last line without a line end too', async () => {
    const stream = streamOf([new TextEncoder().encode('{"a":1}\n{"b":2}')]);
    assert.deepEqual(await Array.fromAsync(readLines(stream)), ['{"a":1}', '{"b":2}']);
  });

  it('gives the same lines however the bytes are cut', async () => {
    const text = '{"name":"één"}\n\n{"name":"二"}\n';
    const bytes = new TextEncoder().encode(text);
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: bytes.length }));
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const edges = [0, ...places.sort((a, b) => a - b), bytes.length];
        const chunks = edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge));
        const lines = await Array.fromAsync(readLines(streamOf(chunks)));
        assert.deepEqual(lines, ['{"name":"één"}', '{"name":"二"}']);
      }),
    );
  });
});
