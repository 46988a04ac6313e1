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

/**
 * Opens each disk, memory, console and input device there is, to read and to write, though it does
 * neither, and prints those that let it.
 */
const openDevices = `
  find /dev \\( -type b -o -type c \\) -exec stat --format '%F %Hr:%Lr %n' {} + |
  while read -r kind _ _ number path; do
    case $kind.$number in block.*|*.1:*|*.4:*|*.5:*|*.13:*|*.136:*)
      dd if="$path" of=/dev/null count=0 iflag=nonblock status=none 2>/dev/null &&
        echo "$number $path reads"
      dd if=/dev/null of="$path" count=0 oflag=nonblock conv=nocreat,notrunc status=none 2>/dev/null &&
        echo "$number $path writes"
    esac
  done; true`;

/**
 * Makes a pipe, which anybody may, then a disk, memory, a console and an input device of its own,
 * whatever the machine has, and prints those that it could make.
 */
const makeDevices = `
  cd /tmp
  for device in p 'b 7 0' 'b 8 0' 'b 179 0' 'b 259 0' 'c 1 1' 'c 1 4' 'c 4 0' 'c 5 1' 'c 13 64'; do
    mknod smer-test $device 2>/dev/null && echo "$device" && rm -f smer-test
  done; true`;

describe('the containers', () => {
  let system: ComposedSystem;

  before(async () => {
    system = await startComposed();
    await waitForTelegramAfter(system);
  });
  after(() => system?.[Symbol.asyncDispose]());

  const linesInside = async (command: string, user: string) =>
    (await system.inside('reader', command, user)).split('\n').filter(Boolean);

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
      const opened = await linesInside(openDevices, user);
      for (const control of ['1:3 /dev/null reads', '1:3 /dev/null writes']) {
        assert.ok(opened.includes(control), `${control} is missing from ${opened.join(', ')}`);
      }
      assert.deepEqual(
        opened.filter((line) => !allowed.test(line.split(' ')[0] ?? '')),
        [],
      );
    });

    test(`the reader makes no device as ${user}`, async () => {
      assert.deepEqual(await linesInside(makeDevices, user), ['p']);
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
