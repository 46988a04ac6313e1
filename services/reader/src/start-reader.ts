import { systemClock, systemUptime } from '@smer/shared/clock';
import { connectBus } from '@smer/shared/connect-bus';
import { contract } from '@smer/shared/contract';
import { startStatus } from '@smer/shared/instance-status';
import type { RunningService, ServiceContext } from '@smer/shared/run-service';
import { startInstant } from '@smer/shared/start-instant';
import type { ReaderConfig } from './config.ts';
import { decoderSettings } from './decoder-settings.ts';
import { LinkTracker } from './link-tracker.ts';
import { createTroubleLog } from './log-trouble.ts';
import { createLineDecoder } from './p1/decode-line.ts';
import { receivedByMeterClock } from './p1/received-by-meter-clock.ts';
import { ReadingPublisher } from './publish-readings.ts';
import { MeterReader } from './read-meter.ts';
import { keepOpen } from './source/keep-open.ts';
import { LineWatch } from './source/line-watch.ts';
import { openSource } from './source/open-source.ts';
import { describeSource } from './source/source-setting.ts';

const linkEveryMs = 10_000;

/** Connects the parts: source → decoder → bus. */
export function startReader({ config, logger }: ServiceContext<ReaderConfig>): RunningService {
  const stopping = new AbortController();
  const { METER_ID: meter, P1_SOURCE: source } = config;
  const bus = connectBus({ servers: config.NATS_URL, name: 'smer-reader', meter, logger });
  const publisher = new ReadingPublisher(bus);
  const logTrouble = createTroubleLog(logger, systemUptime);
  const announce = () => {
    const status = link.status();
    bus.publish(contract.link, status);
    logTrouble(status);
  };
  const link = new LinkTracker(
    { meter, source: describeSource(source), since: startInstant(systemClock, systemUptime) },
    announce,
  );
  const kind = source.kind === 'auto' || source.kind === 'device' ? 'serial' : source.kind;
  const watch = new LineWatch({ fixed: config.P1_SERIAL, serial: kind === 'serial' });
  const byMeterClock = source.kind === 'file' || config.P1_CLOCK === 'meter';
  const meterReader = new MeterReader({
    clock: systemClock,
    uptime: systemUptime,
    logger,
    link,
    watch,
    source: kind,
    decoder: createLineDecoder(decoderSettings(config)),
    publish: (reading, raw) => {
      publisher.publish(byMeterClock ? receivedByMeterClock(reading) : reading, raw);
    },
  });
  const open = openSource(source, config.P1_FILE_PACE);
  const reading = keepOpen((signal) => open(watch.settings, signal), meterReader, stopping.signal);

  bus.answer(contract.linkNow, () => link.status());
  bus.onConnect(announce);
  const announcing = setInterval(announce, linkEveryMs);
  startStatus(bus, { service: 'reader', meter, clock: systemClock }, () => ({
    ready: true,
    counters: { telegrams: link.status().telegrams, kept: publisher.kept },
  }));
  return {
    stop: async () => {
      stopping.abort();
      clearInterval(announcing);
      await reading;
      await bus.close();
    },
  };
}
