import { createHash } from 'node:crypto';
import { choose, type Random } from './mutate.ts';
import { mutateJson, mutateJsonText } from './mutate-json.ts';

/** A dump file with something wrong: in its bytes, or in what it says, with a checksum that fits. */
export function mutateDump(dump: Buffer, random: Random): Buffer {
  const change = choose([changeBytes, changeContent, changeBytesAndSign], random);
  return change(dump, random);
}

const changeBytes = mutateJsonText;

function changeContent(dump: Buffer, random: Random): Buffer {
  const { checksum, ...content } = JSON.parse(dump.toString());
  const text = Buffer.from(JSON.stringify(mutateJson(content, random)));
  return checksum === undefined ? text : signed(text.subarray(0, -1), ',');
}

/** So that what is wrong gets past the checksum, where the file has one. */
function changeBytesAndSign(dump: Buffer, random: Random): Buffer {
  const end = dump.lastIndexOf('"checksum"');
  if (end < 0) return mutateJsonText(dump, random);
  return signed(mutateJsonText(dump.subarray(0, end), random), '');
}

function signed(text: Buffer, separator: string): Buffer {
  const covered = Buffer.concat([text, Buffer.from(separator)]);
  const sum = createHash('sha256').update(covered).digest('hex');
  return Buffer.concat([covered, Buffer.from(`"checksum":"${sum}"\n}\n`)]);
}
