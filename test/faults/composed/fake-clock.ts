import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A clock of the services that can be set without touching the machine's. */
export interface FakeClock extends AsyncDisposable {
  /** The compose file that gives it to the services, and what that needs of the environment. */
  readonly override: string;
  readonly env: Readonly<Record<string, string>>;
  /** Sets it so far from the true time. */
  set(offsetS: number): Promise<void>;
}

export async function makeFakeClock(): Promise<FakeClock> {
  const folder = await mkdtemp(join(tmpdir(), 'smer-clock-'));
  await chmod(folder, 0o755);
  const file = join(folder, 'offset-ms');
  const set = async (offsetS: number) => {
    await writeFile(`${file}.new`, `${offsetS * 1000}`);
    await rename(`${file}.new`, file);
  };
  await set(0);
  const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  return {
    override: beside('fake-clock.yml'),
    env: { TEST_CLOCK_PROGRAM: beside('shift-date.mjs'), TEST_CLOCK_FOLDER: folder },
    set,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
