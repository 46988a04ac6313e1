import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { connect } from 'nats';
import { writeReadings } from './write-readings.ts';

/**
 * What SMER's API is measured against: the least there can be between a request and its answer on
 * the bus, the same with the value at hand, and 10,000 readings written anew. Prints its port.
 */
const express = createRequire(new URL('../../services/api/package.json', import.meta.url))(
  'express',
) as typeof import('express');

const asking = await connect({ servers: process.env['NATS_URL'] ?? '' });
const answering = await connect({ servers: process.env['NATS_URL'] ?? '' });
const reading = JSON.stringify({ text: 'x'.repeat(1_500) });
answering.subscribe('bare', { callback: (_error, message) => void message.respond(reading) });
const firstS = 1_795_000_000;

const server = express()
  .get('/api/current', async (_request, response) => {
    const answer = await asking.request('bare');
    response.type('json').send(answer.string());
  })
  .get('/api/at-hand', (_request, response) => void response.type('json').send(reading))
  .get('/api/readings', (_request, response) => {
    response.type('json').send(writeReadings(firstS, 10_000));
  })
  .listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
