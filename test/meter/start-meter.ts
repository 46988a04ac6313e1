import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { type StartedProcess, startProcess } from '../support/start-process.ts';
import { waitFor } from '../support/wait-for.ts';
import type { SentTelegram, SimulatedMeter } from './simulated-meter.ts';

export type MeterState = ReturnType<SimulatedMeter['state']> & { readonly clients: number };

export interface StartedMeter extends AsyncDisposable {
  /** For P1_SOURCE. */
  readonly source: string;
  readonly port: number;
  readonly process: StartedProcess;
  state(): Promise<MeterState>;
  /** Epoch seconds of the meter's clock. */
  sentSince(timestamp: number): Promise<SentTelegram[]>;
  /** POST to the control port, such as `/stall?seconds=5`. */
  command(path: string): Promise<MeterState>;
}

const dayMs = 86_400_000;

/** The simulated meter as a process on free ports of the loopback interface; it ends with the test. */
export async function startMeter(
  env: Readonly<Record<string, string>> = {},
): Promise<StartedMeter> {
  const port = await freePort();
  const controlPort = await freePort();
  const start = env['METER_START'] ? Date.parse(env['METER_START']) : Date.now();
  const meter = startProcess(process.execPath, [fileURLToPath(import.meta.resolve('./main.ts'))], {
    METER_HOST: '127.0.0.1',
    METER_PORT: `${port}`,
    METER_CONTROL_PORT: `${controlPort}`,
    METER_INSTALLED: new Date(start - dayMs).toISOString(),
    ...env,
  });
  const ask = async (method: string, path: string) => {
    const response = await fetch(`http://127.0.0.1:${controlPort}${path}`, { method });
    const body = await response.json();
    if (!response.ok) throw new Error(`the meter refused ${path}: ${JSON.stringify(body)}`);
    return body as unknown;
  };
  const state = async () => (await ask('GET', '/state')) as MeterState;
  await waitFor('the simulated meter to answer', state);
  return {
    source: `tcp://127.0.0.1:${port}`,
    port,
    process: meter,
    state,
    sentSince: async (timestamp) =>
      (await ask('GET', `/sent?since=${timestamp}`)) as SentTelegram[],
    command: async (path) => (await ask('POST', path)) as MeterState,
    [Symbol.asyncDispose]: () => meter[Symbol.asyncDispose](),
  };
}
