import { join } from 'node:path';
import { nodeFlags } from '../support/node-flags.ts';
import type { Program } from './find-programs.ts';
import type { Part } from './supervised-process.ts';

export interface Layout {
  /** The top of the project. */
  readonly project: string;
  readonly webFolder: string;
  readonly dataFolder: string;
  readonly ports: {
    readonly nats: number;
    readonly api: number;
    readonly meter: number;
    readonly meterControl: number;
  };
  /** P1_SOURCE; the simulated meter where absent. */
  readonly source: string | undefined;
  /** nginx would else give up root's right to read the page. */
  readonly isRoot: boolean;
  readonly programs: { readonly 'nats-server': Program; readonly nginx: Program };
}

/** Everything SMER consists of, in the order in which it is started. */
export function partsOf(layout: Layout): Part[] {
  const { ports } = layout;
  const natsUrl = `nats://127.0.0.1:${ports.nats}`;
  const source = layout.source ?? `tcp://127.0.0.1:${ports.meter}`;
  const node = (name: string, file: string, env: Part['env'] = {}): Part => ({
    name,
    command: process.execPath,
    args: [...nodeFlags, join(layout.project, file)],
    env: { NATS_URL: natsUrl, ...env },
  });
  const service = (name: string, env: Part['env'] = {}) =>
    node(name, `services/${name}/src/main.ts`, env);
  const meter = node('meter', 'test/meter/main.ts', {
    METER_HOST: '127.0.0.1',
    METER_PORT: `${ports.meter}`,
    METER_CONTROL_PORT: `${ports.meterControl}`,
  });
  return [
    server('nats', layout.programs['nats-server'], ['-a', '127.0.0.1', '-p', `${ports.nats}`]),
    ...(layout.source === undefined ? [meter] : []),
    service('history', { DATA_DIR: layout.dataFolder }),
    service('reader', { P1_SOURCE: source }),
    service('api', { API_HOST: '127.0.0.1', API_PORT: `${ports.api}` }),
    server('nginx', layout.programs.nginx, [
      ...['-p', layout.webFolder, '-c', 'nginx.conf', '-e', 'stderr'],
      ...(layout.isRoot ? ['-g', 'user root;'] : []),
    ]),
  ];
}

/** First who brings in, then who asks, then who keeps, and the bus last. */
export const stopOrder: readonly string[] = ['reader', 'meter', 'api', 'nginx', 'history', 'nats'];

const server = (name: string, program: Program, args: readonly string[]): Part => ({
  name,
  command: program.path,
  args,
  env: program.env,
});
