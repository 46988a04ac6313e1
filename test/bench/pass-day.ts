import type { LineServer } from '../support/start-line-server.ts';
import { telegramsFrom } from '../support/telegrams-from.ts';
import { waitFor } from '../support/wait-for.ts';

const daySeconds = 86_400;
/** As many as may be under way; a whole day would pile up before the bus. */
const together = 600;

interface DayOptions {
  readonly line: LineServer;
  /** Where the API answers. */
  readonly url: string;
}

/** Sends the telegrams of the last 24 hours, one for each second, to a reader that lives by the meter's clock. */
export async function passDay({ line, url }: DayOptions): Promise<number> {
  const source = telegramsFrom(Date.now() - daySeconds * 1000);
  for (let sent = 0; sent < daySeconds; sent += together) {
    const telegrams = Array.from({ length: together }, () => source.next().value);
    for (const { bytes } of telegrams) line.send(bytes);
    await waitFor('the telegrams to come through', async () => {
      const current = await fetch(`${url}/api/current`).then((answer) => answer.text());
      return current.includes(`"timestamp":${telegrams.at(-1)?.timestamp},`);
    });
  }
  return daySeconds;
}
