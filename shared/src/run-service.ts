import { writeFileSync } from 'node:fs';
import { messageOf, SmerError } from './errors.ts';
import { createLogger, type Logger } from './logger.ts';

const heartbeatMs = 5_000;
const stopLimitMs = 8_000;

export interface ServiceSettings {
  readonly LOG_LEVEL: string;
  readonly HEARTBEAT_FILE?: string | undefined;
}

export interface ServiceContext<Config> {
  readonly config: Config;
  readonly logger: Logger;
}

/** What a running service gives back: how to end it in order. */
export interface RunningService {
  stop(): Promise<void>;
}

/**
 * The life of a service: read its settings, start, write a heartbeat, and stop in order at
 * SIGTERM or SIGINT within 8 s. A second signal, or an error nobody caught, ends it at once.
 */
export async function runService<Config extends ServiceSettings>(
  name: string,
  load: () => Config,
  start: (context: ServiceContext<Config>) => RunningService | Promise<RunningService>,
): Promise<void> {
  const config = loadOrExit(name, load);
  const logger = createLogger(name, config.LOG_LEVEL);
  endOnUncaughtErrors(logger);
  // Before the start, in which history reads its checkpoints: being busy is not being stuck.
  const heartbeat = startHeartbeat(config.HEARTBEAT_FILE);
  const service = await start({ config, logger });
  stopOnSignals(logger, async () => {
    clearInterval(heartbeat);
    await service.stop();
  });
  logger.info('service started');
}

function loadOrExit<Config>(name: string, load: () => Config): Config {
  try {
    return load();
  } catch (thrown) {
    if (!(thrown instanceof SmerError) || thrown.code !== 'INVALID_CONFIG') throw thrown;
    process.stderr.write(`${name}: these settings are wrong:\n${messageOf(thrown)}\n`);
    process.exit(1);
  }
}

function endOnUncaughtErrors(logger: Logger): void {
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'unexpected error');
    process.exit(1);
  });
}

function startHeartbeat(file: string | undefined): NodeJS.Timeout | undefined {
  if (file === undefined) return undefined;
  writeFileSync(file, '');
  return setInterval(() => writeFileSync(file, ''), heartbeatMs);
}

function stopOnSignals(logger: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'service stopping');
    setTimeout(() => {
      logger.error('stopping took too long');
      process.exit(1);
    }, stopLimitMs).unref();
    stop().then(
      () => process.exit(0),
      (err: unknown) => {
        logger.error({ err }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
