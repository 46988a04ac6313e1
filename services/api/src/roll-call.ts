import type { Bus } from '@smer/shared/bus';
import { contract, type InstanceStatus, serviceName } from '@smer/shared/contract';

/** Long enough for a Pi that is busy; nobody waits where all answer. */
const waitMs = 1_000;
const services = serviceName.options;

/**
 * Asks every running process how it is. Waits no longer than it takes to hear from each service
 * and from as many of its instances as the time before. Nobody answers while the bus is away.
 */
export function createRollCall(bus: Pick<Bus, 'requestAll'>, meter: string) {
  let usual: number = services.length;
  return async (): Promise<InstanceStatus[]> => {
    const isOurs = (instance: InstanceStatus) => instance.meter === meter;
    const isComplete = (instances: readonly InstanceStatus[]) => {
      const ours = instances.filter(isOurs);
      return (
        ours.length >= usual &&
        services.every((service) => ours.some((instance) => instance.service === service))
      );
    };
    const answers = await bus
      .requestAll(contract.status, {}, waitMs, isComplete)
      .catch((): InstanceStatus[] => []);
    const instances = answers.filter(isOurs);
    usual = Math.max(services.length, instances.length);
    return instances;
  };
}
