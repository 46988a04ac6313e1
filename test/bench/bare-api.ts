import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { connect } from 'nats';

/**
 * The least there can be between a request and its answer on the bus: what SMER's API is measured
 * against. Prints its port.
 */
const express = createRequire(new URL('../../services/api/package.json', import.meta.url))(
  'express',
) as typeof import('express');

const asking = await connect({ servers: process.env['NATS_URL'] ?? '' });
const answering = await connect({ servers: process.env['NATS_URL'] ?? '' });
const reading = JSON.stringify({ text: 'x'.repeat(1_500) });
answering.subscribe('bare', { callback: (_error, message) => void message.respond(reading) });

const server = express()
  .get('/api/current', async (_request, response) => {
    const answer = await asking.request('bare');
    response.type('json').send(answer.string());
  })
  .listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
