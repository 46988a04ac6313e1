import type { contract } from '@smer/shared/contract';
import { sampleLink, sampleTelegram, summerEvening } from './api/sample-messages.ts';

const range = { from: summerEvening, to: summerEvening + 3600, cursor: summerEvening + 60 };

/** What is sent on each subject, as it should be: the message, or the request. */
export const contractSamples: Readonly<Record<keyof typeof contract, object>> = {
  telegram: sampleTelegram(),
  raw: {},
  link: sampleLink(),
  current: {},
  lastRaw: {},
  linkNow: {},
  replay: { bootId: 'boot-1', afterSequence: 7 },
  historyQuery: { ...range, fields: ['usageWatts', 'gasDm3'], points: 60 },
  historyEnergy: { ...range, period: 'hour' },
  historyDemand: {},
  historyStore: {},
  historyLoad: {},
  historyRestored: { instance: 'another' },
  status: {},
};
