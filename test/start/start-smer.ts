import { constants } from 'node:fs';
import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '@smer/shared/errors';
import { freePort } from '../support/free-port.ts';
import { checkPort } from './check-port.ts';
import type { StartSettings } from './config.ts';
import { findLeash } from './find-leash.ts';
import { findPrograms } from './find-programs.ts';
import { type Layout, partsOf, stopOrder } from './parts.ts';
import { runCommand } from './run-command.ts';
import type { Say } from './say.ts';
import { StartError } from './start-error.ts';
import { SupervisedProcess } from './supervised-process.ts';
import { watchHealth } from './watch-health.ts';
import { makeWebFolder } from './web-folder.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

interface Surroundings {
  readonly say: Say;
  readonly signal: AbortSignal;
  /** Called when SMER can't go on. */
  readonly giveUp: (reason: string) => void;
}

export interface RunningSmer {
  /** Stops all parts in order. */
  stop(): Promise<void>;
  /** Ends all parts at once. */
  kill(): void;
}

/** Starts the whole system as processes. Throws StartError where it can't be started. */
export async function startSmer(
  settings: StartSettings,
  { say, signal, giveUp }: Surroundings,
): Promise<RunningSmer> {
  await checkPort(settings.port, settings.host);
  await checkPasswordFile(settings.passwordFile);
  const runFolder = join(settings.cacheFolder, `run-${settings.port}`);
  const logFolder = join(runFolder, 'logs');
  const layout = await layOut(settings, { runFolder, say, signal });
  await mkdir(logFolder, { recursive: true });
  say(settings.source ? `The meter: ${settings.source}` : simulatedMeter(layout));
  say(`The history is kept in ${layout.dataFolder}, logs in ${logFolder}`);

  const supervision = { logFolder, say, giveUp, leash: await findLeash() };
  const parts = partsOf(layout).map((part) => new SupervisedProcess(part, supervision));
  const pageUrl = `http://${settings.host ?? 'localhost'}:${settings.port}`;
  const apiUrl = `http://127.0.0.1:${layout.ports.api}`;
  const watch = new AbortController();
  void watchHealth({ apiUrl, pageUrl, say, signal: watch.signal });
  return {
    stop: async () => {
      watch.abort();
      for (const name of stopOrder) await parts.find((part) => part.name === name)?.stop();
    },
    kill: () => {
      for (const part of parts) part.kill();
    },
  };
}

async function checkPasswordFile(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    throw new StartError(`SMER_PASSWORD_FILE can not be read: ${messageOf(cause)}`, { cause });
  }
}

async function layOut(
  settings: StartSettings,
  { runFolder, say, signal }: { runFolder: string; say: Say; signal: AbortSignal },
): Promise<Layout> {
  const { cacheFolder, source } = settings;
  const path = process.env['PATH'] ?? '';
  const programs = await findPrograms({ path, cacheFolder, say, signal });
  const webService = join(project, 'services', 'web');
  await buildPage(join(webService, 'build.ts'), signal);
  // Asked for together, so that all are different.
  const [nats, api, meter, control] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const ports = { nats, api, meter, meterControl: settings.meterControlPort ?? control };
  // What a simulated meter sends must not end up in the history of a real one.
  const dataFolder = join(settings.dataFolder, source === undefined ? 'simulated' : 'meter');
  await mkdir(dataFolder, { recursive: true });
  await rm(runFolder, { recursive: true, force: true });
  const webFolder = join(runFolder, 'web');
  await makeWebFolder({
    folder: webFolder,
    service: webService,
    apiPort: ports.api,
    port: settings.port,
    host: settings.host,
    passwordFile: settings.passwordFile,
  });
  const isRoot = process.getuid?.() === 0;
  return { project, webFolder, dataFolder, ports, source, isRoot, programs };
}

async function buildPage(script: string, signal: AbortSignal): Promise<void> {
  try {
    await runCommand(process.execPath, [script], { cwd: project, signal });
  } catch (cause) {
    throw new StartError(`The page could not be built: ${messageOf(cause)}`, { cause });
  }
}

const simulatedMeter = ({ ports }: Layout): string =>
  `The meter: a simulated one (P1_SOURCE=/dev/ttyUSB0 npm start reads a real one), told what to do at http://127.0.0.1:${ports.meterControl}`;
