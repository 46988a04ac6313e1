import { contract } from '@smer/shared/contract';
import type { LinkStatus } from '@smer/shared/link';
import type { Reading } from '@smer/shared/reading';
import { renderReading } from './current-reading.ts';
import type { ApiContext } from './endpoint.ts';
import { isLinkChange } from './link-change.ts';
import { isFresh, RecentReadings } from './recent-readings.ts';
import { renderEvent } from './server-sent-event.ts';
import { singleFlight } from './single-flight.ts';

const linkEvent = (link: LinkStatus) => renderEvent({ event: 'link', data: JSON.stringify(link) });

const seedTimeoutMs = 500;

/** Turns what the reader publishes into events, and knows what a client that comes now lacks. */
export class EventFeed {
  readonly #context: ApiContext;
  readonly #recent = new RecentReadings();
  #link: LinkStatus | undefined;

  constructor(context: ApiContext) {
    this.#context = context;
    context.reader.listen({
      reading: (reading) => this.#followReading(reading),
      link: (link) => this.#followLink(link),
    });
  }

  /** Finds out the present where nothing was heard yet, as just after the start. */
  readonly prepare = singleFlight(async () => {
    const { bus, reader } = this.#context;
    if (!reader.link) await reader.askLink();
    if (this.#recent.newest !== undefined) return;
    const reading = await bus.request(contract.current, {}, seedTimeoutMs).catch(() => undefined);
    if (reading && this.#recent.newest === undefined) this.#record(reading);
  });

  /** The events for a client that comes now; `lastSeen` is the timestamp it saw last, if any. */
  presentFor(lastSeen: number | undefined): string {
    const { reader, clock } = this.#context;
    const link = reader.link ? linkEvent(reader.link) : '';
    return link + this.#recent.lackedBy(lastSeen, clock()).join('');
  }

  #followReading(reading: Reading): void {
    const event = this.#record(reading);
    if (isFresh(reading.receivedAt, this.#context.clock())) this.#context.clients.send(event);
  }

  #followLink(link: LinkStatus): void {
    if (isLinkChange(this.#link, link)) this.#context.clients.send(linkEvent(link));
    this.#link = link;
  }

  #record(reading: Reading): string {
    return this.#recent.record(reading, renderReading(reading, this.#context.zone));
  }
}
