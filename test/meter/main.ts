import { systemClock } from '@smer/shared/clock';
import { messageOf } from '@smer/shared/errors';
import { createTimeZone } from '@smer/shared/time-zone';
import { loadMeterConfig, type MeterConfig } from './config.ts';
import { openControl } from './control.ts';
import { openDeviceLine } from './device-line.ts';
import { logToOutput as log } from './log.ts';
import { SimulatedMeter } from './simulated-meter.ts';
import { openTcpLine } from './tcp-line.ts';
import { startTicker } from './ticker.ts';

void runMeter(loadOrExit());

async function runMeter(config: MeterConfig): Promise<void> {
  const host = config.METER_HOST;
  const startMs = config.METER_START ?? systemClock();
  const meter = new SimulatedMeter(config, createTimeZone(config.TZ), startMs);
  const tcp = await openTcpLine({ port: config.METER_PORT, host }, log);
  const control = await openControl({ meter, tcp }, { port: config.METER_CONTROL_PORT, host });
  const device = config.METER_DEVICE ? openDeviceLine(config.METER_DEVICE, log) : undefined;

  const pace = {
    intervalMs: config.METER_INTERVAL_MS,
    speed: config.METER_SPEED,
    startMs: config.METER_START,
    startedAtMs: config.METER_STARTED_AT,
  };
  let ticks = 0;
  const ticker = startTicker(pace, systemClock, (instantMs) => {
    const bytes = meter.transmit(instantMs);
    tcp.send(bytes);
    device?.send(bytes);
    ticks += 1;
    if (ticks % (config.METER_HANG_UP_EVERY ?? Number.POSITIVE_INFINITY) === 0) void tcp.hangUp(0);
  });
  log('meter started', {
    port: tcp.port,
    controlPort: control.port,
    profile: config.METER_PROFILE,
  });

  const stop = (signal: NodeJS.Signals) => {
    log('meter stopping', { signal });
    ticker.stop();
    device?.close();
    control.server.close();
    control.server.closeAllConnections();
    void tcp.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, stop);
}

function loadOrExit(): MeterConfig {
  try {
    return loadMeterConfig(process.env);
  } catch (thrown) {
    process.stderr.write(`meter: these settings are wrong:\n${messageOf(thrown)}\n`);
    process.exit(1);
  }
}
