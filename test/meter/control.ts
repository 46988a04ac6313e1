import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wholeNumber } from '@smer/shared/load-config';
import * as z from 'zod';
import type { LineFault } from './faults.ts';
import { meterProfiles } from './meter-values.ts';
import type { SimulatedMeter } from './simulated-meter.ts';
import type { TcpLine } from './tcp-line.ts';

interface Controlled {
  readonly meter: SimulatedMeter;
  readonly tcp: TcpLine;
}

/** Throws ZodError for wrong parameters. */
type Command = (controlled: Controlled, parameters: unknown) => void;

const telegrams = wholeNumber(1, 10_000).default(1);
const seconds = wholeNumber(0, 86_400);
const bytes = wholeNumber(1, 1_000_000);

/** What can be asked by POST, with its query parameters. */
const commands: Readonly<Record<string, Command>> = {
  '/corrupt': command(
    z.strictObject({ telegrams, what: z.enum(['bit', 'byte']).default('bit') }),
    ({ meter }, asked) =>
      meter.plan({ kind: asked.what === 'bit' ? 'flip-bit' : 'corrupt-byte' }, asked.telegrams),
  ),
  '/cut': command(z.strictObject({ telegrams }), ({ meter }, asked) =>
    meter.plan({ kind: 'cut' }, asked.telegrams),
  ),
  '/repeat': command(z.strictObject({ telegrams }), ({ meter }, asked) =>
    meter.plan({ kind: 'repeat' }, asked.telegrams),
  ),
  '/garbage': bytesCommand('garbage'),
  '/noise': bytesCommand('noise'),
  '/nul': bytesCommand('nul'),
  '/stall': command(z.strictObject({ seconds }), ({ meter }, asked) =>
    meter.stall(asked.seconds * 1000),
  ),
  '/hang-up': command(z.strictObject({ seconds: seconds.default(0) }), ({ tcp }, asked) => {
    void tcp.hangUp(asked.seconds * 1000);
  }),
  '/clock': command(z.strictObject({ offset: wholeNumber(-1e9, 1e9) }), ({ meter }, asked) => {
    meter.clockOffsetMs = asked.offset * 1000;
  }),
  '/identifier': command(z.strictObject({ value: z.string().min(1).max(48) }), ({ meter }, asked) =>
    meter.replace(asked.value),
  ),
  '/profile': command(z.strictObject({ value: z.enum(meterProfiles) }), ({ meter }, asked) => {
    meter.profile = asked.value;
  }),
};

function command<S extends z.ZodObject>(
  parameters: S,
  run: (controlled: Controlled, parameters: z.infer<S>) => void,
): Command {
  return (controlled, given) => run(controlled, parameters.parse(given));
}

function bytesCommand(kind: Extract<LineFault, { bytes: number }>['kind']): Command {
  return command(z.strictObject({ telegrams, bytes: bytes.default(1) }), ({ meter }, asked) =>
    meter.plan({ kind, bytes: asked.bytes }, asked.telegrams),
  );
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Takes commands over HTTP and tells what the meter sent. */
export async function openControl(
  controlled: Controlled,
  address: { port: number; host?: string | undefined },
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const { status, body } = answer(controlled, request);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify(body)}\n`);
  });
  server.listen({ port: address.port, host: address.host });
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

function answer(controlled: Controlled, request: IncomingMessage): Answer {
  const url = new URL(request.url ?? '/', 'http://meter');
  const parameters = Object.fromEntries(url.searchParams);
  if (request.method === 'GET' && url.pathname === '/state') return stateNow(controlled);
  if (request.method === 'GET' && url.pathname === '/sent') {
    const since = Number(parameters['since'] ?? 0);
    return { status: 200, body: controlled.meter.sentSince(since) };
  }
  const run = commands[url.pathname];
  if (request.method !== 'POST' || !run) return unknownPath;
  return obey(controlled, () => run(controlled, parameters));
}

function obey(controlled: Controlled, run: () => void): Answer {
  try {
    run();
  } catch (thrown) {
    if (!(thrown instanceof z.ZodError)) throw thrown;
    return { status: 400, body: { error: z.prettifyError(thrown) } };
  }
  return stateNow(controlled);
}

const stateNow = ({ meter, tcp }: Controlled): Answer => ({
  status: 200,
  body: { ...meter.state(), clients: tcp.clients },
});

const unknownPath: Answer = {
  status: 404,
  body: { error: `expected GET /state, GET /sent or POST ${Object.keys(commands).join(', ')}` },
};
