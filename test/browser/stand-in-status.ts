import type { InstanceStatus } from '@smer/shared/contract';
import type { LineTrouble, LinkStatus } from '@smer/shared/link';

const dayS = 86_400;

export const troubleCandidates = [
  '/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0',
  '/dev/serial/by-id/usb-ITEAD_SONOFF_Zigbee_3.0_USB_Dongle_Plus_V2-if00',
];

export function linkAt(nowS: number, trouble?: LineTrouble): LinkStatus {
  return {
    meter: 'main',
    source: 'auto',
    ...(trouble?.endsWith('-device') || trouble?.endsWith('-devices')
      ? {}
      : { device: '/dev/ttyUSB0' }),
    state: trouble ? 'searching' : 'reading',
    serial: '115200-8N1',
    profile: 'dsmr-5',
    ...(trouble ? { trouble, detail: `line: ${trouble}` } : {}),
    ...(trouble === 'several-devices' ? { candidates: troubleCandidates } : {}),
    bytes: 734_003_200,
    telegrams: 812_345,
    rejected: {
      noise: 0,
      checksum: 12,
      'checksum-missing': 0,
      cut: 3,
      oversize: 0,
      timeout: 0,
      'not-a-telegram': 0,
      decryption: 0,
      'replayed-frame': 0,
      implausible: 0,
    },
    lineWarnings: 0,
    reconnects: 2,
    ...(trouble ? {} : { lastTelegramAt: nowS * 1000 }),
    since: (nowS - 9 * dayS) * 1000,
  };
}

export function instanceOf(service: InstanceStatus['service'], nowS: number): InstanceStatus {
  const dump = {
    lastDumpAt: (nowS - 2 * dayS) * 1000,
    lastDumpReadings: 250_560,
    samples: 267_840,
  };
  return {
    service,
    instance: `${service}-1`,
    version: '1.0.0',
    startedAt: (nowS - 9 * dayS) * 1000,
    meter: 'main',
    ready: true,
    counters: service === 'history' ? dump : {},
  };
}

export const rawTelegram = [
  '/ISK5\\2M550T-1012',
  '',
  '1-3:0.2.8(50)',
  '0-0:1.0.0(260617143210S)',
  '0-0:96.1.1(4530303437303037363132333435363738)',
  '1-0:1.8.1(004215.310*kWh)',
  '1-0:1.8.2(005127.902*kWh)',
  '0-0:96.14.0(0002)',
  '1-0:1.7.0(00.000*kW)',
  '1-0:2.7.0(01.482*kW)',
  '0-0:96.13.0()',
  '0-1:24.1.0(003)',
  '0-1:96.1.0(4730303632303033393837363534333231)',
  '0-1:24.2.1(260617143000S)(03141.593*m3)',
  '!4E2B',
  '',
].join('\r\n');
