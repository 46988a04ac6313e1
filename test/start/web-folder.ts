import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const shared = ['nginx.conf', 'problem.conf', 'security-headers.conf'];

interface WebFolder {
  readonly folder: string;
  /** The folder of the web service, with the page built in `dist`. */
  readonly service: string;
  readonly port: number;
  readonly host: string | undefined;
  readonly apiPort: number;
}

/** Lays out the folder nginx runs in: its settings as they are in the image, and our addresses. */
export async function makeWebFolder({ folder, service, port, host, apiPort }: WebFolder) {
  await mkdir(join(folder, 'tmp'), { recursive: true });
  for (const name of shared) await copyFile(join(service, name), join(folder, name));
  const listen = host === undefined ? `${port}` : `${host}:${port}`;
  await writeFile(join(folder, 'listen.conf'), `listen ${listen};\n`);
  await writeFile(join(folder, 'api-address.conf'), `server 127.0.0.1:${apiPort};\n`);
  await symlink(join(service, 'dist'), join(folder, 'page'));
}
