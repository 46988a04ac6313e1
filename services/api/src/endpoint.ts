import type { Bus } from '@smer/shared/bus';
import type { Clock } from '@smer/shared/clock';
import type { ErrorCode } from '@smer/shared/errors';
import type { Logger } from '@smer/shared/logger';
import type { TimeZone } from '@smer/shared/time-zone';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ApiConfig } from './config.ts';
import type { EventClients } from './event-clients.ts';
import type { ReaderWatch } from './reader-watch.ts';

/** What the endpoints work with. */
export interface ApiContext {
  readonly config: ApiConfig;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly zone: TimeZone;
  readonly logger: Logger;
  readonly reader: ReaderWatch;
  readonly clients: EventClients;
}

export interface Exchange<Parameters> {
  readonly parameters: Parameters;
  readonly request: Request;
  readonly response: Response;
}

export interface Answer {
  readonly description: string;
  /** Schema by media type. */
  readonly content: Readonly<Record<string, z.ZodType>>;
}

/** One path of the API: how requests are checked and answered, and all that its description says. */
export interface Endpoint<Parameters extends z.ZodObject = z.ZodObject> {
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly methods: readonly ('GET' | 'POST')[];
  readonly parameters: Parameters;
  readonly answers: Readonly<Record<number, Answer>>;
  /** What may go wrong beside what may go wrong everywhere. */
  readonly errors: readonly ErrorCode[];
  /** Pages of other origins may read it. */
  readonly crossOrigin?: boolean;
  /** Refused when a page of another site asks for it, or may ask for it; HEAD is refused too. */
  readonly changesState?: boolean;
  answer(exchange: Exchange<z.output<Parameters>>): void | Promise<void>;
}

/** Infers the type of an endpoint's parameters from their schema. */
export const defineEndpoint = <Parameters extends z.ZodObject>(
  endpoint: Endpoint<Parameters>,
): Endpoint<Parameters> => endpoint;
