import { once } from 'node:events';
import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

/** Throws StartError with what to do where nginx could not listen at this address. */
export async function checkPort(port: number, host: string | undefined): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, host ?? '0.0.0.0');
    await once(server, 'listening');
  } catch (thrown) {
    throw new StartError(sentence(port, host, codeOf(thrown)), { cause: thrown });
  }
  server.close();
  await once(server, 'close');
}

function sentence(port: number, host: string | undefined, code: string): string {
  const other = `choose another, for example: SMER_PORT=${port < 1024 ? 5000 : port + 1} npm start`;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop that, or ${other}`;
    case 'EACCES':
      return `Port ${port} is only for the administrator: ${other}`;
    case 'EADDRNOTAVAIL':
      return `SMER_HOST=${host} is no address of this machine: leave it out, or set one that is.`;
    default:
      return `Port ${port} can't be used (${code}): ${other}`;
  }
}

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
