import { readdir, readFile, readlink } from 'node:fs/promises';

const listening = '0A';
/** 127.0.0.1 and ::1, as the kernel writes them. */
const loopback = ['0100007F', '00000000000000000000000001000000'];

/** The ports on which some processes listen to other machines, in the order of their numbers. */
export async function openToOthers(pids: readonly number[]): Promise<number[]> {
  const sockets = new Set((await Promise.all(pids.map(socketsOf))).flat());
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8')),
  );
  const ports = tables
    .flatMap((table) => table.trim().split('\n').slice(1))
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode = '']) => state === listening && sockets.has(inode))
    .map(([, address = '']) => address.split(':'))
    .filter(([host = '']) => !loopback.includes(host))
    .map(([, port = '']) => Number.parseInt(port, 16));
  return [...new Set(ports)].sort((one, other) => one - other);
}

/** The inodes of the sockets that a process has open. */
async function socketsOf(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`;
  const links = await Promise.all(
    (await readdir(folder)).map((name) => readlink(`${folder}/${name}`).catch(() => '')),
  );
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}
