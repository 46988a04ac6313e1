import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { EventClients } from './event-clients.ts';

test('writes nothing more to clients that it has ended, though they have not read all', async () => {
  await using server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
  reader.pause();
  reader.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const [, client] = (await once(server, 'request')) as [unknown, ServerResponse];
  const errors: Error[] = [];
  client.on('error', (error) => errors.push(error));
  const clients = new EventClients(1);
  clients.add(client);
  while (client.writableLength === 0) {
    clients.send('data: x\n\n'.repeat(1_000));
    await turn();
  }
  clients.close();
  assert.equal(client.closed, false);
  clients.send('data: more\n\n');
  await turn();
  assert.deepEqual(errors, []);
  reader.destroy();
});
