import { setTimeout as pause } from 'node:timers/promises';
import type { ComposedSystem } from '../../containers/start-composed.ts';
import type { FakeClock } from './fake-clock.ts';
import type { FaultRow } from './fault-table.ts';

/** In real time: long enough for the services to look at their clock, and for a checkpoint to fail. */
const lengthMs = 3_000;

/** The file system of small-disk.yml itself, wherever it is mounted. */
export const remount = (system: ComposedSystem, how: 'ro' | 'rw') =>
  system.inside('disk', `mount -o remount,${how} /data`);

export const fillDisk = (system: ComposedSystem) =>
  system.inside('disk', 'dd if=/dev/zero of=/data/filler bs=64k 2>/dev/null; true');

export const freeDisk = (system: ComposedSystem) => system.inside('disk', 'rm /data/filler');

/** What happens to the machine's disk and clock. None costs anything, where time is the meter's. */
export const machineRows = (clock: FakeClock): readonly FaultRow[] => [
  machineRow('disk full', fillDisk, freeDisk),
  machineRow(
    'disk read-only',
    (system) => remount(system, 'ro'),
    (system) => remount(system, 'rw'),
  ),
  ...[7_200, -7_200, 400 * 86_400].map((offsetS) =>
    machineRow(
      `clock ${offsetS} s off`,
      () => clock.set(offsetS),
      () => clock.set(0),
    ),
  ),
];

type Act = (system: ComposedSystem) => Promise<unknown>;

const machineRow = (what: string, begin: Act, end: Act): FaultRow => ({
  title: `${what} for ${lengthMs / 1000} s costs nothing`,
  container: 'history',
  fault: async (system, _container, durationMs) => {
    await begin(system);
    await pause(durationMs);
    await end(system);
  },
  durationMs: lengthMs,
  cost: 'nothing',
  backWithinMs: 2_000,
});
