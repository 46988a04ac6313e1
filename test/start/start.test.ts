import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { knownUser } from '../support/known-user.ts';
import { openToOthers } from '../support/open-to-others.ts';
import { startProcess } from '../support/start-process.ts';
import { waitFor } from '../support/wait-for.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const startLimit = { timeoutMs: 30_000 };

interface Current {
  readonly timestamp: number;
  readonly usageWatts: number;
}

interface Home extends AsyncDisposable {
  readonly path: string;
}

async function makeHome(): Promise<Home> {
  const path = await mkdtemp(join(tmpdir(), 'smer-start-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Runs what `npm start` runs, with all it writes inside `home`. */
async function startSmer(
  home: Home,
  env: Readonly<Record<string, string>> = {},
  command: readonly [string, ...string[]] = [process.execPath, main],
) {
  const port = await freePort();
  const [program, ...args] = command;
  const smer = startProcess(program, args, {
    HOME: home.path,
    SMER_HOST: '127.0.0.1',
    SMER_PORT: `${port}`,
    METER_INSTALLED: new Date(Date.now() - 3_600_000).toISOString(),
    ...env,
  });
  let hasEnded = false;
  void smer.exited.then(() => {
    hasEnded = true;
  });
  const pageUrl = `http://127.0.0.1:${port}`;
  const get = async (path: string) => (await fetch(`${pageUrl}${path}`)).json();
  return {
    smer,
    pageUrl,
    port,
    untilReady: async (host = '127.0.0.1') => {
      const line = `\nSMER is ready: http://${host}:${port}\n`;
      const settled = () => smer.output().includes(line) || hasEnded;
      const isSettled = await waitFor('SMER to be ready', settled, startLimit).catch(() => false);
      assert.ok(isSettled && !hasEnded, `SMER did not get ready; it said:\n${smer.output()}`);
    },
    current: async () => (await get('/api/current')) as Current,
    readings: async () => ((await get('/api/historical')) as { readings: Current[] }).readings,
    // Unlike the support's own end by SIGKILL, which is a case of its own below.
    [Symbol.asyncDispose]: async () => {
      await smer.stop();
    },
  };
}

interface Process {
  readonly pid: number;
  readonly command: string;
}

/** The processes that one has started, and those that they have. */
function processesUnder(parent: number): Process[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .map((match) => ({
      pid: Number(match?.[1]),
      parent: Number(match?.[2]),
      command: match?.[3] ?? '',
    }));
  const under = (pid: number): Process[] =>
    table.filter((row) => row.parent === pid).flatMap((row) => [row, ...under(row.pid)]);
  return under(parent);
}

const isAlive = ({ pid }: Process): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const untilAllEnded = (processes: readonly Process[]) =>
  waitFor('the end of all parts', () => !processes.some(isAlive));

test('serves the page and the current reading of the simulated meter', async () => {
  await using home = await makeHome();
  await using started = await startSmer(home);
  await started.untilReady();
  const page = await fetch(started.pageUrl);
  assert.match(await page.text(), /<title>[^<]*SMER/);
  const { usageWatts, timestamp } = await started.current();
  assert.equal(typeof usageWatts, 'number');
  assert.ok(Math.abs(timestamp - Date.now() / 1000) < 10);
});

test('listens to other machines on the port of the page alone', async () => {
  await using home = await makeHome();
  await using started = await startSmer(home, { SMER_HOST: '0.0.0.0' });
  await started.untilReady('0.0.0.0');
  const pids = processesUnder(started.smer.pid).map(({ pid }) => pid);
  assert.deepEqual(await openToOthers(pids), [started.port]);
});

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  test(`stops every part at ${signal}`, async () => {
    await using home = await makeHome();
    await using started = await startSmer(home);
    await started.untilReady();
    const parts = processesUnder(started.smer.pid);
    assert.ok(parts.length >= 6, JSON.stringify(parts));
    await started.smer.kill(signal);
    assert.equal(await started.smer.exited, 0);
    assert.deepEqual(parts.filter(isAlive), []);
  });
}

test('takes the signal that npm repeats for the same one', async () => {
  await using home = await makeHome();
  await using started = await startSmer(home);
  await started.untilReady();
  process.kill(started.smer.pid, 'SIGINT');
  process.kill(started.smer.pid, 'SIGINT');
  assert.equal(await started.smer.exited, 0);
});

test('stops while it is still starting', async () => {
  await using home = await makeHome();
  await using started = await startSmer(home);
  await waitFor('the first line', () => started.smer.output() !== '');
  const parts = processesUnder(started.smer.pid);
  assert.equal(await started.smer.stop(), 0);
  assert.deepEqual(parts.filter(isAlive), []);
});

test('leaves nothing running when it is killed itself', {
  skip: process.platform === 'linux' ? false : 'only Linux ends processes with their parent',
}, async () => {
  await using home = await makeHome();
  await using started = await startSmer(home);
  await started.untilReady();
  const parts = processesUnder(started.smer.pid);
  await started.smer.kill();
  await untilAllEnded(parts);
});

test('stops when npm, which runs it, is killed', async () => {
  await using home = await makeHome();
  const npm = ['sh', '-c', '"$0" "$1" & wait', process.execPath, main] as const;
  await using started = await startSmer(home, { npm_lifecycle_event: 'start' }, npm);
  await started.untilReady();
  const parts = processesUnder(started.smer.pid);
  assert.ok(parts.length >= 7, JSON.stringify(parts));
  process.kill(started.smer.pid, 'SIGKILL');
  await untilAllEnded(parts);
});

test('starts a part again that was killed, and says so', async () => {
  await using home = await makeHome();
  await using started = await startSmer(home);
  await started.untilReady();
  const reader = processesUnder(started.smer.pid).find(({ command }) => /reader/.test(command));
  process.kill(reader?.pid ?? 0, 'SIGKILL');
  await waitFor('a line about it', () => /^reader ended: by SIGKILL/m.test(started.smer.output()));
  const before = await started.current();
  await waitFor('a reading after that', async () => {
    return (await started.current()).timestamp > before.timestamp;
  });
});

test('keeps the history from one start to the next', async () => {
  await using home = await makeHome();
  const first = await (async () => {
    await using started = await startSmer(home);
    await started.untilReady();
    return await waitFor('a sample', async () => {
      const [sample] = await started.readings();
      return sample;
    });
  })();
  await using again = await startSmer(home);
  await again.untilReady();
  const [oldest] = await again.readings();
  assert.deepEqual(oldest, first);
});

test('reads the meter it is told to instead of the simulated one', async () => {
  await using home = await makeHome();
  const port = await freePort();
  await using started = await startSmer(home, { P1_SOURCE: `tcp://127.0.0.1:${port}` });
  await waitFor('the line about the meter', () =>
    started.smer.output().includes(`The meter: tcp://127.0.0.1:${port}\n`),
  );
  await waitFor('all parts', () => processesUnder(started.smer.pid).length >= 5);
  const commands = processesUnder(started.smer.pid).map(({ command }) => command);
  assert.ok(!commands.some((command) => command.includes('test/meter')), commands.join('\n'));
});

test('says in one sentence what to do when its port is taken', async () => {
  await using home = await makeHome();
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = (taken.address() as { port: number }).port;
  await using started = await startSmer(home, { SMER_PORT: `${port}` });
  assert.equal(await started.smer.exited, 1);
  taken.close();
  assert.equal(
    started.smer.output(),
    `Port ${port} is taken by another program: stop that, or choose another, for example: SMER_PORT=${port + 1} npm start\n`,
  );
});

test('asks for the password when there is a file of users', async () => {
  await using home = await makeHome();
  const passwords = join(home.path, 'passwords');
  await writeFile(passwords, `${knownUser}\n`);
  await using started = await startSmer(home, { SMER_PASSWORD_FILE: passwords });
  await started.untilReady();
  const headers = { authorization: `Basic ${btoa('ann:open sesame')}` };
  const answers = await Promise.all([fetch(started.pageUrl), fetch(started.pageUrl, { headers })]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [401, 200],
  );
});

test('says in one sentence that the file of users is not there', async () => {
  await using home = await makeHome();
  await using started = await startSmer(home, { SMER_PASSWORD_FILE: join(home.path, 'none') });
  assert.notEqual(await started.smer.exited, 0);
  assert.match(started.smer.output(), /^SMER_PASSWORD_FILE can not be read: .*none'$/m);
});

test('says in one sentence which folder it cannot make', async () => {
  await using home = await makeHome();
  await using started = await startSmer(home, { SMER_DATA: '/dev/null/smer' });
  assert.equal(await started.smer.exited, 1);
  assert.match(started.smer.output(), /^ENOTDIR: .*'\/dev\/null\/smer\/simulated'\n$/);
});

test('names a wrong setting and starts nothing', async () => {
  await using home = await makeHome();
  await using started = await startSmer(home, { SMER_PORT: 'http' });
  assert.equal(await started.smer.exited, 1);
  assert.match(started.smer.output(), /^SMER_PORT="http": expected a whole number\n$/);
});

test('stops all parts when one of them does not start', async () => {
  await using home = await makeHome();
  await using started = await startSmer(home, { P1_SERIAL: 'fast' });
  const parts = await waitFor('the other parts', () => {
    const found = processesUnder(started.smer.pid);
    return found.length >= 5 && found;
  });
  assert.equal(await started.smer.exited, 1);
  assert.match(started.smer.output(), /^reader does not start: .*P1_SERIAL/m);
  assert.deepEqual(parts.filter(isAlive), []);
});
