import * as z from 'zod';
import {
  demandAnswer,
  energyPage,
  energyRequest,
  historyPage,
  historyRequest,
  loadMessage,
  storeMessage,
} from './history-page.ts';
import { linkStatus } from './link.ts';
import { reading } from './reading.ts';
import { instantMs } from './units.ts';

/** A published message. One of raw bytes is no event: it has a subject only. */
export interface Event<Payload> {
  readonly subject: string;
  readonly schema: z.ZodType<Payload>;
}

/** A request and its answer. One of a queue group answers, save `status`: that every instance does. */
export interface Query<Request, Response> {
  readonly subject: string;
  readonly request: z.ZodType<Request>;
  readonly response: z.ZodType<Response>;
}

/** A request that one of a queue group answers with many messages. */
export interface Task<Request, Message> extends Query<Request, Message> {
  readonly kind: 'task';
}

/** A reading with what finds gaps: the reader's boot and the number of the telegram within it. */
export const telegramMessage = z.object({
  bootId: z.string(),
  sequence: z.int().min(1),
  reading,
});
export type TelegramMessage = z.infer<typeof telegramMessage>;

/** What history has without a gap; the reader answers with all it keeps after that. */
export const replayRequest = z.object({
  bootId: z.string().optional(),
  afterSequence: z.int().min(0).optional(),
});

/** A page of at most 512 KiB in order of sequence; ask again after its last sequence while `more`. */
export const replayPage = z.object({
  bootId: z.string(),
  telegrams: z.array(z.object({ sequence: z.int(), reading })),
  more: z.boolean(),
});
export type ReplayPage = z.infer<typeof replayPage>;

export const restoredMessage = z.object({
  instance: z.string().describe('who restored it'),
});

/** The services that tell how they are. */
export const serviceName = z.enum(['reader', 'history', 'api']);

/** One running process, for the health page. */
export const instanceStatus = z.object({
  service: serviceName,
  instance: z.string(),
  version: z.string(),
  startedAt: instantMs,
  meter: z.string(),
  ready: z.boolean().describe('able to answer'),
  detail: z.string().optional().describe('why it is not ready, or what it is busy with'),
  counters: z.record(z.string(), z.number()),
});
export type InstanceStatus = z.infer<typeof instanceStatus>;

const none = z.object({});

/**
 * Everything that travels on the bus. This is the only place where a subject is spelled;
 * `<meter>` is the token METER_ID, so that one bus can carry many meters.
 */
export const contract = {
  telegram: { subject: 'smer.<meter>.telegram', schema: telegramMessage },
  raw: { subject: 'smer.<meter>.raw' },
  link: { subject: 'smer.<meter>.link', schema: linkStatus },
  current: { subject: 'smer.<meter>.current', request: none, response: reading },
  lastRaw: { subject: 'smer.<meter>.last-raw', request: none, response: z.string() },
  linkNow: { subject: 'smer.<meter>.link-now', request: none, response: linkStatus },
  replay: { subject: 'smer.<meter>.replay', request: replayRequest, response: replayPage },
  historyQuery: {
    subject: 'smer.<meter>.history.query',
    request: historyRequest,
    response: historyPage,
  },
  historyEnergy: {
    subject: 'smer.<meter>.history.energy',
    request: energyRequest,
    response: energyPage,
  },
  historyDemand: {
    subject: 'smer.<meter>.history.demand',
    request: none,
    response: demandAnswer,
  },
  historyStore: {
    kind: 'task',
    subject: 'smer.<meter>.history.store',
    request: none,
    response: storeMessage,
  },
  historyLoad: {
    kind: 'task',
    subject: 'smer.<meter>.history.load',
    request: none,
    response: loadMessage,
  },
  historyRestored: { subject: 'smer.<meter>.history.restored', schema: restoredMessage },
  status: { subject: 'smer.status', request: none, response: instanceStatus },
} as const;
