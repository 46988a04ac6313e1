import { join } from 'node:path';
import { startNginx } from '../support/start-nginx.ts';
import { startProcess } from '../support/start-process.ts';
import { waitFor } from '../support/wait-for.ts';

export interface StartedBare extends AsyncDisposable {
  /** Where nginx passes it on. */
  readonly port: number;
  /** The bare API, without its nginx. */
  readonly pid: number;
}

/** The bare API on a bus that is there, behind an nginx of its own. */
export async function startBare(natsUrl: string): Promise<StartedBare> {
  const script = join(import.meta.dirname, 'bare-api.ts');
  const api = startProcess(process.execPath, [script], { NATS_URL: natsUrl });
  const apiPort = Number(await waitFor('the bare API', () => api.output().trim() || undefined));
  const web = await startNginx({ files: {}, apiPorts: [apiPort] });
  return {
    port: web.port,
    pid: api.pid,
    [Symbol.asyncDispose]: async () => {
      await web[Symbol.asyncDispose]();
      await api.kill();
    },
  };
}
