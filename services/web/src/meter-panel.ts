import type { HealthReport } from '@smer/shared/health-report';
import type { LinkStatus, RejectionCause } from '@smer/shared/link';
import type { MbusDevice, Reading } from '@smer/shared/reading';
import { type Definition, showDefinitions } from './definition-list.ts';
import { elementOf, headingRow, tableRow } from './elements.ts';
import { maskIdentification, shortenIdentifier } from './mask-telegram.ts';
import type { PageContext } from './page-context.ts';
import { profileNames } from './profile-names.ts';

export interface MeterPanel {
  show(reading: Reading): void;
  showLink(link: LinkStatus): void;
  showHealth(health: HealthReport): void;
}

/** Who the meter is, how the line does, which devices hang on it, and which services run. */
export function createMeterPanel(context: PageContext): MeterPanel {
  const list = (id: string) => elementOf(id, HTMLElement);
  const showLink = (link: LinkStatus) => showDefinitions(list('line'), ofLine(link, context));
  const mbus = elementOf('mbus', HTMLElement);
  const mbusRows = elementOf('mbus-rows', HTMLTableSectionElement);
  const { words } = context;
  elementOf('mbus-head', HTMLTableSectionElement).replaceChildren(
    headingRow([words.kind, words.channel, words.reading, words.readAt]),
  );
  let shownDevices = '';
  return {
    showLink,
    show: (reading) => {
      showDefinitions(list('meter'), ofMeter(reading, context));
      const quality = ofQuality(reading, context);
      showDefinitions(list('quality'), quality);
      list('quality-group').hidden = quality.every(([, text]) => text === undefined);
      const devices = JSON.stringify(reading.mbusDevices);
      if (devices === shownDevices) return;
      shownDevices = devices;
      mbus.hidden = reading.mbusDevices.length === 0;
      mbusRows.replaceChildren(...reading.mbusDevices.map((device) => deviceRow(device, context)));
    },
    showHealth: (health) => {
      if (health.link) showLink(health.link);
      showDefinitions(
        list('services'),
        health.parts.map((part) => ofPart(part, context)),
      );
    },
  };
}

function ofMeter(reading: Reading, { words, format }: PageContext): Definition[] {
  const { identification, equipmentIdentifier, version, profile, textMessage } = reading;
  return [
    [words.identification, maskIdentification(identification)],
    [words.equipmentIdentifier, equipmentIdentifier && shortenIdentifier(equipmentIdentifier)],
    [words.profileName, profileNames[profile]],
    [words.version, version],
    [words.meterClock, clockDifference(reading, { words, format })],
    [words.textMessage, textMessage],
  ];
}

/** Told where the meter's clock is not believed: either it is wrong or that of the computer. */
function clockDifference(
  { meterTime, receivedAt, timestampSource }: Reading,
  { words, format }: Pick<PageContext, 'words' | 'format'>,
): string | undefined {
  if (meterTime === undefined || timestampSource === 'meter') return undefined;
  const span = format.duration(Math.abs(meterTime - receivedAt) / 1000);
  return meterTime < receivedAt ? words.clockBehind(span) : words.clockAhead(span);
}

function ofLine(link: LinkStatus, { words, format }: PageContext): Definition[] {
  return [
    [words.device, link.device ?? link.source],
    [words.serialSettings, link.serial],
    [words.telegrams, format.whole(link.telegrams)],
    [words.rejected, rejectedText(link, { words, format })],
    [words.lineWarnings, link.lineWarnings === 0 ? undefined : format.whole(link.lineWarnings)],
    [words.reconnects, format.whole(link.reconnects)],
    [words.received, `${format.upToTwo(link.bytes / 1e6)} MB`],
    [words.runningSince, format.dateClock(link.since)],
  ];
}

function rejectedText(
  { rejected }: LinkStatus,
  { words, format }: Pick<PageContext, 'words' | 'format'>,
): string {
  const causes: Record<RejectionCause, string> = {
    noise: words.causeNoise,
    checksum: words.causeChecksum,
    'checksum-missing': words.causeChecksumMissing,
    cut: words.causeCut,
    oversize: words.causeOversize,
    timeout: words.causeTimeout,
    'not-a-telegram': words.causeNotATelegram,
    decryption: words.causeDecryption,
    'replayed-frame': words.causeReplayedFrame,
    implausible: words.causeImplausible,
  };
  const counted = Object.entries(rejected).filter(([, count]) => count > 0);
  if (counted.length === 0) return words.none;
  return counted
    .map(([cause, count]) => `${format.whole(count)}\u00a0× ${causes[cause as RejectionCause]}`)
    .join(', ');
}

function ofQuality(reading: Reading, { words, format }: PageContext): Definition[] {
  const count = (value: number | undefined) =>
    value === undefined ? undefined : format.whole(value);
  const perPhase = (...values: (number | undefined)[]) =>
    values
      .flatMap((value, index) =>
        value === undefined ? [] : `L${index + 1}: ${format.whole(value)}`,
      )
      .join(' · ') || undefined;
  const failures = reading.powerFailureLog?.slice(0, 3).map(({ endedAt, durationS }) => {
    const ended = endedAt === undefined ? '?' : format.dateClock(endedAt);
    return words.failureOf(ended, durationS === undefined ? '?' : format.duration(durationS));
  });
  return [
    [words.powerFailures, count(reading.powerFailures)],
    [words.longPowerFailures, count(reading.longPowerFailures)],
    [words.lastLongFailures, failures?.join('; ')],
    [
      words.voltageSags,
      perPhase(reading.voltageSagsL1, reading.voltageSagsL2, reading.voltageSagsL3),
    ],
    [
      words.voltageSwells,
      perPhase(reading.voltageSwellsL1, reading.voltageSwellsL2, reading.voltageSwellsL3),
    ],
  ];
}

function deviceRow(device: MbusDevice, { words, format }: PageContext): HTMLTableRowElement {
  const kinds = {
    electricity: words.electricity,
    gas: words.gas,
    water: words.water,
    heat: words.mediumHeat,
    cooling: words.mediumCooling,
    other: words.mediumOther,
  };
  const { channel, medium, volumeDm3, energyWh, energyJ, capturedAt } = device;
  const readings = [
    volumeDm3 === undefined ? undefined : `${format.cubicMetres(volumeDm3)} m³`,
    energyWh === undefined ? undefined : `${format.kilowattHours(energyWh)} kWh`,
    energyJ === undefined ? undefined : `${format.upToTwo(energyJ / 1e9)} GJ`,
  ];
  return tableRow(kinds[medium ?? 'other'], [
    `${channel}`,
    readings.find((text) => text !== undefined) ?? '–',
    capturedAt === undefined ? '–' : format.dayClock(capturedAt),
  ]);
}

function ofPart(
  { service, instances }: HealthReport['parts'][number],
  context: PageContext,
): Definition {
  const { words, format, now } = context;
  const names = {
    reader: words.serviceReader,
    history: words.serviceHistory,
    api: words.serviceApi,
  };
  const running = instances.map(({ version, startedAt, detail }) => {
    const runs = words.serviceRuns(version, format.duration((now() - startedAt) / 1000));
    const doing = words.doing[detail ?? ''];
    return doing ? `${runs} (${doing})` : runs;
  });
  return [names[service], running.join('; ') || words.serviceMissing];
}
