import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeWebFolder } from '../start/web-folder.ts';
import { freePort } from './free-port.ts';
import { startProcess } from './start-process.ts';
import { waitFor } from './wait-for.ts';

const nginx = process.env['NGINX'] ?? '/usr/sbin/nginx';
const service = fileURLToPath(new URL('../../services/web', import.meta.url));

export interface StartedNginx extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** The process that started all others. */
  readonly pid: number;
}

/** nginx as web has it, with a page of these files and the API at these ports of the loopback interface. */
export async function startNginx(options: {
  readonly files: Readonly<Record<string, string>>;
  readonly apiPorts: readonly number[];
  readonly passwordFile?: string;
}): Promise<StartedNginx> {
  const folder = await mkdtemp(join(tmpdir(), 'smer-nginx-'));
  const port = await freePort();
  const { passwordFile } = options;
  await makeWebFolder({ folder, service, port, host: '127.0.0.1', apiPort: 0, passwordFile });
  const addresses = options.apiPorts.map((api) => `server 127.0.0.1:${api} max_fails=0;\n`);
  await writeFile(join(folder, 'api-address.conf'), addresses.join(''));
  await rm(join(folder, 'page'));
  for (const [path, content] of Object.entries(options.files)) {
    await mkdir(join(folder, 'page', path, '..'), { recursive: true });
    await writeFile(join(folder, 'page', path), content);
  }
  // nginx that root starts would give up the right to read the folder.
  const asUser = userInfo().uid === 0 ? ['-g', 'user root;'] : [];
  const server = startProcess(nginx, [
    ...['-p', folder, '-c', 'nginx.conf', '-e', 'stderr', ...asUser],
  ]);
  await waitFor(`nginx to listen: ${server.output()}`, () => listens(port));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: server.pid,
    [Symbol.asyncDispose]: async () => {
      await server.kill('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
