import type { Bus, BusOptions } from './bus.ts';
import { NatsBus } from './nats-bus.ts';

/** Connects with endless retry, so that services start in any order. */
export function connectBus(options: BusOptions): Bus {
  const bus = new NatsBus(options);
  void bus.open();
  return bus;
}
