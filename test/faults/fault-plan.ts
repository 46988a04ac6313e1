import { isLong } from '../support/run-settings.ts';

export const faultCounts = () =>
  isLong
    ? { historyKilled: 50, natsRestarted: 10, bothKilled: 5, networkCut: 5 }
    : { historyKilled: 5, natsRestarted: 2, bothKilled: 1, networkCut: 1 };
