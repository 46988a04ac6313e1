import { setTimeout as pause } from 'node:timers/promises';
import type { ComposedSystem, InspectedContainer } from '../../containers/start-composed.ts';
import type { Container, Fault } from './container-faults.ts';

/** An address of network hardware that nobody has: what is sent there is lost, and nobody is told. */
const nowhere = '02:00:00:00:00:00';

/** The network between a container and this peer loses everything, both ways, without a word. */
export const cutFrom =
  (peer: Container): Fault =>
  async (system, container, durationMs) => {
    const mend = await cutNetwork(system, container, peer);
    await pause(durationMs);
    await mend();
  };

/** Cuts the network between two services, and between no others; gives what mends it. */
export async function cutNetwork(
  system: ComposedSystem,
  one: Container,
  other: Container,
): Promise<() => Promise<void>> {
  const [ones, others] = await Promise.all([system.inspect(one), system.inspect(other)]);
  const paths = ones.flatMap((near) => others.flatMap((far) => pathsBetween(near, far)));
  if (paths.length === 0) throw new Error(`${one} and ${other} have no network in common`);
  await Promise.all(paths.map(({ from, to }) => arp(system, from, ['-s', to, nowhere])));
  return async () => {
    // Where a container was replaced meanwhile, its network went with it.
    await Promise.allSettled(paths.map(({ from, to }) => arp(system, from, ['-d', to])));
  };
}

interface Path {
  /** Id of the container whose way out it is. */
  readonly from: string;
  /** IP address. */
  readonly to: string;
}

/** Both directions on each network that two containers have in common. */
function pathsBetween(one: InspectedContainer, other: InspectedContainer): Path[] {
  const theirs = other.NetworkSettings.Networks;
  return Object.entries(one.NetworkSettings.Networks).flatMap(([network, { IPAddress }]) => {
    const far = theirs[network];
    if (!far) return [];
    return [
      { from: one.Id, to: far.IPAddress },
      { from: other.Id, to: IPAddress },
    ];
  });
}

/** Whether a packet gets from one container to the other and back within a second. */
export async function canReach(
  system: ComposedSystem,
  one: Container,
  other: Container,
): Promise<boolean> {
  const [[near], [far]] = await Promise.all([system.inspect(one), system.inspect(other)]);
  const [path] = near && far ? pathsBetween(near, far) : [];
  if (!path) return false;
  return busybox(system, path.from, ['ping', '-c1', '-W1', path.to]).then(
    () => true,
    () => false,
  );
}

/** Changes what a container knows of its neighbours. */
const arp = (system: ComposedSystem, container: string, args: readonly string[]) =>
  busybox(system, container, ['arp', ...args]);

/** Runs a command with the network of a container, and with rights that that does not have. */
const busybox = (system: ComposedSystem, container: string, command: readonly string[]) =>
  system.docker(
    ...['run', '--rm', '--network', `container:${container}`, '--cap-add', 'NET_ADMIN'],
    ...['--user', '0', '--entrypoint', 'busybox', 'nats:2.15-alpine', ...command],
  );
