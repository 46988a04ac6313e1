import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const shared = ['nginx.conf', 'problem.conf', 'security-headers.conf'];

interface WebFolder {
  readonly folder: string;
  /** The folder of the web service, with the page built in `dist`. */
  readonly service: string;
  readonly port: number;
  readonly host: string | undefined;
  readonly apiPort: number;
  /** Users with the hashes of their passwords; nobody is asked unless given. */
  readonly passwordFile: string | undefined;
}

/** Lays out the folder nginx runs in: its settings as they are in the image, and our addresses. */
export async function makeWebFolder(web: WebFolder) {
  const { folder, service, port, host, apiPort, passwordFile } = web;
  await mkdir(join(folder, 'tmp'), { recursive: true });
  for (const name of shared) await copyFile(join(service, name), join(folder, name));
  const listen = host === undefined ? `${port}` : `${host}:${port}`;
  await writeFile(join(folder, 'listen.conf'), `listen ${listen};\n`);
  await writeFile(join(folder, 'api-address.conf'), `server 127.0.0.1:${apiPort};\n`);
  if (passwordFile !== undefined) {
    const lines = ['auth_basic SMER;', `auth_basic_user_file "${resolve(passwordFile)}";`];
    await writeFile(join(folder, 'auth.conf'), `${lines.join('\n')}\n`);
  }
  await symlink(join(service, 'dist'), join(folder, 'page'));
}
