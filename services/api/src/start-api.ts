import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { systemClock, systemUptime } from '@smer/shared/clock';
import { connectBus } from '@smer/shared/connect-bus';
import { startStatus } from '@smer/shared/instance-status';
import { createProcessZone } from '@smer/shared/process-zone';
import type { RunningService, ServiceContext } from '@smer/shared/run-service';
import { createApp } from './app.ts';
import type { ApiConfig } from './config.ts';
import { EventClients } from './event-clients.ts';
import { ReaderWatch } from './reader-watch.ts';

/** How long requests under way may take when the service is stopped. */
const patienceMs = 4_000;

/** Connects the parts: bus → endpoints → HTTP server. */
export async function startApi({
  config,
  logger,
}: ServiceContext<ApiConfig>): Promise<RunningService> {
  const { METER_ID: meter, NATS_URL: servers } = config;
  const bus = connectBus({ servers, name: 'smer-api', meter, logger });
  const clients = new EventClients(config.EVENT_CLIENTS_MAX);
  const reader = new ReaderWatch(bus, { clock: systemClock, uptime: systemUptime });
  const zone = createProcessZone(config.TZ);
  const app = createApp({ config, bus, clock: systemClock, zone, logger, reader, clients });
  startStatus(bus, { service: 'api', meter, clock: systemClock }, () => ({
    ready: true,
    counters: { eventClients: clients.count },
  }));
  const server = createServer(app);
  server.listen(config.API_PORT, config.API_HOST);
  await once(server, 'listening');
  return {
    stop: async () => {
      clients.close();
      await closeServer(server);
      await bus.close();
    },
  };
}

/** Lets requests under way end, for a while. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const impatience = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(impatience);
}
