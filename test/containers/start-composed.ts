import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DockerComposeEnvironment, Wait } from 'testcontainers';
import { freePort } from '../support/free-port.ts';

const run = promisify(execFile);
const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const overridesFolder = fileURLToPath(new URL('.', import.meta.url));

// The compose file cleans up through dispose; testcontainers' own cleaner is an image from a registry.
process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'true';
process.env['TESTCONTAINERS_HOST_OVERRIDE'] = 'localhost';

export interface ComposedSystem extends AsyncDisposable {
  /** Where the page is. */
  readonly url: string;
  /** A `docker compose` command on this system, and what it printed. */
  compose(...args: readonly string[]): Promise<string>;
  /** A `docker` command, and what it printed. */
  docker(...args: readonly string[]): Promise<string>;
  /** Puts another container in a service's place, with some settings changed. */
  recreate(service: string, env?: Readonly<Record<string, string>>): Promise<void>;
  /** A shell command inside a service's container, and what it printed. */
  inside(service: string, command: string, user?: string): Promise<string>;
  /** What the engine knows of the containers of some services. */
  inspect(...services: readonly string[]): Promise<readonly InspectedContainer[]>;
}

/** The part of `docker inspect` that tests look at. */
export interface InspectedContainer {
  readonly Id: string;
  readonly Name: string;
  /** Identifies the image. */
  readonly Image: string;
  readonly RestartCount: number;
  readonly Mounts: readonly { readonly Destination: string; readonly Name?: string }[];
  readonly State: {
    readonly Running: boolean;
    readonly StartedAt: string;
    readonly ExitCode: number;
    readonly Health?: { readonly Status: string };
  };
  readonly Config: {
    readonly User: string;
    readonly Healthcheck?: { readonly Test: readonly string[] };
  };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly Privileged: boolean;
    readonly CapDrop: readonly string[] | null;
    readonly CapAdd: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly PidsLimit: number;
    readonly Memory: number;
    readonly LogConfig: { readonly Config: Readonly<Record<string, string>> };
    readonly PortBindings: Readonly<Record<string, unknown>> | null;
  };
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>>;
  };
}

export interface ComposedOptions {
  /** Settings as in `.env`; those of simulated.env unless given. */
  readonly environmentFile?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Compose files that change something for the test; by name those of this folder. */
  readonly overrides?: readonly string[];
  /** Only these; all of them unless given. */
  readonly services?: readonly string[];
}

/** Starts SMER from the compose file that users get, under a name and on a port of its own. */
export async function startComposed(options: ComposedOptions = {}): Promise<ComposedSystem> {
  const project = `smer-test-${randomUUID().slice(0, 8)}`;
  const port = await freePort();
  const env = { SMER_PORT: `${port}`, ...options.env };
  const environmentFile = options.environmentFile ?? 'simulated.env';
  const overrides = (options.overrides ?? []).map((file) => resolve(overridesFolder, file));
  const files = ['docker-compose.yml', ...overrides];
  const system = composedSystem({ project, port, env, environmentFile, files });
  try {
    await new DockerComposeEnvironment(projectFolder, files)
      .withProjectName(project)
      .withEnvironmentFile(environmentFile)
      .withEnvironment(env)
      .withAutoCleanup(false)
      .withBuild()
      // What a container needs to be healthy is for the tests to see, and takes half a minute.
      .withDefaultWaitStrategy(Wait.forSuccessfulCommand('true'))
      .up(options.services && [...options.services]);
  } catch (thrown) {
    await system[Symbol.asyncDispose]();
    throw thrown;
  }
  return system;
}

interface Composition {
  readonly project: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly environmentFile: string;
  readonly files: readonly string[];
}

function composedSystem(composition: Composition): ComposedSystem {
  const { project, environmentFile, files } = composition;
  const common = ['--project-name', project, '--env-file', environmentFile];
  const env = { ...process.env, ...composition.env };
  const options = { cwd: projectFolder, env, maxBuffer: 16 * 1024 * 1024 };
  const docker = async (...args: readonly string[]) => (await run('docker', args, options)).stdout;
  const inProject = ['compose', ...common, ...files.flatMap((file) => ['--file', file])];
  const compose = (...args: readonly string[]) => docker(...inProject, ...args);
  return {
    url: `http://localhost:${composition.port}`,
    compose,
    docker,
    recreate: async (service, changes) => {
      const args = [...inProject, 'up', '--detach', '--no-deps', '--force-recreate', service];
      await run('docker', args, { ...options, env: { ...env, ...changes } });
    },
    inside: (service, command, user) =>
      compose('exec', '-T', ...(user ? ['--user', user] : []), service, 'sh', '-c', command),
    inspect: async (...services) => {
      const ids = (await compose('ps', '--all', '--quiet', ...services))
        .split('\n')
        .filter(Boolean);
      return JSON.parse(await docker('inspect', ...ids));
    },
    [Symbol.asyncDispose]: async () => {
      await compose('down', '--volumes', '--rmi', 'local', '--remove-orphans', '--timeout', '5');
    },
  };
}
