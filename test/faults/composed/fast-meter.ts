import { fileURLToPath } from 'node:url';
import type { SentTelegram } from '../../meter/simulated-meter.ts';
import { freePort } from '../../support/free-port.ts';

/** A simulated meter in a container, as the host sees it. */
export interface FastMeter {
  /** For P1_SOURCE on the host. */
  readonly source: string;
  /** The compose file that makes the meter fast, and what that needs of the environment. */
  readonly override: string;
  readonly env: Readonly<Record<string, string>>;
  /** What the meter's clock shows, whether it runs or not; epoch seconds. */
  nowS(): number;
  /** POST to the control port, such as `/stall?seconds=5`. */
  command(path: string): Promise<void>;
  /** What went onto the line since this instant of the meter's clock; epoch seconds. */
  sentSince(timestampS: number): Promise<SentTelegram[]>;
}

/** Describes a meter that lives this many times faster, from this instant on, in the household of a seed. */
export async function describeFastMeter(
  speed: number,
  start: string,
  seed = 1,
): Promise<FastMeter> {
  const [port, controlPort] = [await freePort(), await freePort()];
  const startedAtMs = Date.now();
  const ask = async (method: string, path: string): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${controlPort}${path}`, { method });
    const body = await response.text();
    if (!response.ok) throw new Error(`the meter refused ${path}: ${body}`);
    return JSON.parse(body);
  };
  return {
    source: `tcp://127.0.0.1:${port}`,
    override: fileURLToPath(new URL('fast-meter.yml', import.meta.url)),
    env: {
      TEST_METER_SEED: `${seed}`,
      TEST_METER_SPEED: `${speed}`,
      TEST_METER_START: start,
      TEST_METER_STARTED_AT: new Date(startedAtMs).toISOString(),
      TEST_METER_PORT: `${port}`,
      TEST_METER_CONTROL_PORT: `${controlPort}`,
    },
    nowS: () => Math.floor((Date.parse(start) + (Date.now() - startedAtMs) * speed) / 1000),
    command: async (path) => void (await ask('POST', path)),
    sentSince: async (timestampS) =>
      (await ask('GET', `/sent?since=${timestampS}`)) as SentTelegram[],
  };
}
