import { findStart } from '../p1/find-start.ts';

/** More than any telegram: what goes on for longer without one is passed on as it is. */
const longestPart = 64 * 1024;

/** Cuts a recording after each telegram, plain or encrypted; the last part is what remains. */
export async function* splitRecording(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = partEnd(rest); end !== undefined; end = partEnd(rest)) {
      yield rest.subarray(0, end);
      rest = rest.subarray(end);
    }
  }
  if (rest.length > 0) yield rest;
}

/** Undefined where more bytes must tell. */
function partEnd(bytes: Buffer): number | undefined {
  const end = telegramEnd(bytes);
  if (end !== undefined && end <= bytes.length) return end;
  return bytes.length > longestPart ? bytes.length : undefined;
}

/** Behind the line that begins with `!`, or the encrypted frame; it may lie beyond these bytes. */
function telegramEnd(bytes: Buffer): number | undefined {
  const start = findStart(bytes, 0, { afterLine: true, binary: true, complete: false });
  if (start.kind === 'encrypted') return start.at + start.length;
  const mark = bytes.indexOf('\n!', start.at);
  const lineEnd = mark < 0 ? -1 : bytes.indexOf('\n', mark + 1);
  return lineEnd < 0 ? undefined : lineEnd + 1;
}
