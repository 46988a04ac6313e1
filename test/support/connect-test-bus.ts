import type { Bus } from '@smer/shared/bus';
import { connectBus } from '@smer/shared/connect-bus';
import { createLogger } from '@smer/shared/logger';
import { waitFor } from './wait-for.ts';

const logger = createLogger('test', 'silent');

/** A bus that is connected, as a service has it; closed with its scope. */
export async function connectTestBus(url: string, meter = 'main'): Promise<Bus & AsyncDisposable> {
  const bus = connectBus({ servers: url, name: 'test', meter, logger });
  await waitFor('the bus', () => bus.connected);
  return Object.assign(bus, { [Symbol.asyncDispose]: () => bus.close() });
}
