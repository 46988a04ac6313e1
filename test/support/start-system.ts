import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { type StartedNatsServer, startNatsServer } from './start-nats-server.ts';
import type { StartedProcess } from './start-process.ts';
import { type ServiceName, startService } from './start-service.ts';
import { waitFor } from './wait-for.ts';

export interface SystemOptions {
  readonly source: string;
  /** Settings for all services beside those that connect them. */
  readonly env?: Readonly<Record<string, string>>;
  /** How history reaches the bus, where not directly. */
  readonly historyPort?: (natsPort: number) => Promise<number> | number;
  /** What is run; the sources unless given. */
  readonly programs?: Programs;
}

/** The main file of each service. */
export type Programs = Readonly<Record<ServiceName, string>>;

export interface StartedSystem extends AsyncDisposable {
  readonly nats: StartedNatsServer;
  readonly apiUrl: string;
  readonly dataFolder: string;
  service(name: ServiceName): StartedProcess;
  /** Starts one that was stopped or killed, with some settings changed. */
  start(name: ServiceName, env?: Readonly<Record<string, string>>): void;
  /** What a GET answers with; throws where the status is not 2xx. */
  get(path: string): Promise<string>;
}

/** SMER without containers and without nginx: a bus, a reader, a history and an API of their own. */
export async function startSystem(options: SystemOptions): Promise<StartedSystem> {
  const nats = await startNatsServer();
  const apiPort = await freePort();
  const dataFolder = await mkdtemp(join(tmpdir(), 'smer-data-'));
  const historyPort = (await options.historyPort?.(nats.port)) ?? nats.port;
  const common = { LOG_LEVEL: 'info', ...options.env };
  const environments = {
    reader: { ...common, NATS_URL: nats.url, P1_SOURCE: options.source },
    history: { ...common, NATS_URL: `nats://127.0.0.1:${historyPort}`, DATA_DIR: dataFolder },
    api: { ...common, NATS_URL: nats.url, API_PORT: `${apiPort}` },
  };
  const running = new Map<ServiceName, StartedProcess>();
  const start: StartedSystem['start'] = (name, env = {}) => {
    running.set(
      name,
      startService(name, { ...environments[name], ...env }, options.programs?.[name]),
    );
  };
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  for (const name of ['reader', 'history', 'api'] as const) start(name);
  const system: StartedSystem = {
    nats,
    apiUrl,
    dataFolder,
    start,
    service: (name) => {
      const found = running.get(name);
      if (!found) throw new Error(`${name} was never started`);
      return found;
    },
    get: async (path) => {
      const response = await fetch(`${apiUrl}${path}`);
      const body = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status}: ${body}`);
      return body;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...running.values()].map((service) => service.kill()));
      await nats.kill();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
  await waitFor('the API to answer', () => fetch(apiUrl).then(() => true), { timeoutMs: 20_000 });
  return system;
}
