import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { waitForTelegramAfter } from './read-api.ts';
import { type ComposedSystem, startComposed } from './start-composed.ts';

const services = ['nats', 'reader', 'history', 'api', 'web', 'meter'];

/**
 * Devices that give nothing of the host away: null, zero, full, random, urandom and a process's own
 * terminal; and the serial ports, which are what the reader is for. As major:minor.
 */
const harmless = /^(1:[35789]|5:0|4:64|(188|166|204):\d+)$/;

/** Docker lets root of any container open the console; the mode of the file keeps others from it. */
const harmlessToRoot = /^(1:[35789]|5:[012]|4:64|(188|166|204):\d+)$/;

/** Opens each disk, memory, console and input device there is and prints those that let it. */
const openDevices = `
  find /dev \\( -type b -o -type c \\) -exec stat --format '%F %Hr:%Lr %n' {} + |
  while read -r kind _ _ number path; do
    case $kind.$number in block.*|*.1:*|*.4:*|*.5:*|*.13:*|*.136:*)
      dd if="$path" of=/dev/null count=0 iflag=nonblock status=none 2>/dev/null && echo "$number $path"
    esac
  done; true`;

describe('the containers', () => {
  let system: ComposedSystem;

  before(async () => {
    system = await startComposed();
    await waitForTelegramAfter(system);
  });
  after(() => system?.[Symbol.asyncDispose]());

  for (const service of services) {
    test(`${service} runs with nothing it does not need`, async () => {
      const [container] = await system.inspect(service);
      assert.ok(container);
      const { HostConfig: host } = container;
      assert.equal(container.Config.User, '10001:10001');
      assert.equal(host.ReadonlyRootfs, true);
      assert.equal(host.Privileged, false);
      assert.deepEqual(host.CapDrop, ['ALL']);
      assert.deepEqual(host.CapAdd ?? [], []);
      assert.deepEqual(host.SecurityOpt, ['no-new-privileges']);
      assert.ok(host.PidsLimit > 0 && host.Memory > 0);
      assert.ok(host.LogConfig.Config['max-size']);
    });
  }

  test('only web has a port that is reachable from outside', async () => {
    const published = [];
    for (const service of services) {
      const [container] = await system.inspect(service);
      const ports = Object.keys(container?.HostConfig.PortBindings ?? {});
      published.push(...ports.map((port) => `${service} ${port}`));
    }
    assert.deepEqual(published, ['web 5000/tcp']);
  });

  test('the bus is on a network that leads nowhere else', async () => {
    const [nats] = await system.inspect('nats');
    const networks = Object.keys(nats?.NetworkSettings.Networks ?? {});
    assert.equal(networks.length, 1);
    const [bus] = JSON.parse(await system.docker('network', 'inspect', ...networks));
    assert.equal(bus.Internal, true);
  });

  for (const [user, allowed] of [
    ['10001:10001', harmless],
    ['0:0', harmlessToRoot],
  ] as const) {
    test(`the reader opens no disk, memory or terminal of the host as ${user}`, async () => {
      const opened = await system.inside('reader', openDevices, user);
      const numbers = opened
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ')[0] ?? '');
      assert.ok(numbers.includes('1:3'), 'not even /dev/null was opened');
      assert.deepEqual(
        numbers.filter((number) => !allowed.test(number)),
        [],
      );
    });
  }

  test("the reader does not see the host's terminals", async () => {
    assert.equal(await system.inside('reader', 'ls -A /dev/pts'), '');
  });

  test("the reader does not see the host's shared memory", async () => {
    const folder = await mkdtemp('/dev/shm/smer-test-');
    try {
      const listed = await system.inside('reader', 'ls -A /dev/shm');
      assert.equal(listed.includes(basename(folder)), false);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('the reader can make nothing in /dev', async () => {
    const made = await system.inside(
      'reader',
      'touch /dev/x /dev/pts/x /dev/shm/x; ls /dev/x /dev/pts/x /dev/shm/x; true',
      '0:0',
    );
    assert.equal(made, '');
  });
});
