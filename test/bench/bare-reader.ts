import { createRequire } from 'node:module';
import { connect as connectTcp } from 'node:net';
import { contract } from '@smer/shared/contract';
import { connect } from 'nats';

/**
 * The least there can be between a line and the bus: what comes in is published as it is. What
 * SMER's reader is measured against.
 */
const { SerialPort } = createRequire(
  new URL('../../services/reader/package.json', import.meta.url),
)('serialport') as typeof import('serialport');

const { NATS_URL = '', P1_SOURCE = '' } = process.env;
const subject = contract.raw.subject.replace('<meter>', 'main');
const bus = await connect({ servers: NATS_URL });
openSource(P1_SOURCE).on('data', (bytes: Buffer) => bus.publish(subject, bytes));

function openSource(source: string) {
  const { protocol, hostname, port } = new URL(source, 'file:///');
  if (protocol === 'tcp:') return connectTcp(Number(port), hostname);
  return new SerialPort({ path: source, baudRate: 115_200 });
}
