/** SMER_FAULTS=long runs the numbers the project promises; continuous integration a tenth of them. */
const long = process.env['SMER_FAULTS'] === 'long';

/** Set SMER_SEED to repeat a run. */
export const seed = Number(process.env['SMER_SEED'] ?? Date.now() % 1_000_000);

export const faultCounts = () =>
  long
    ? { historyKilled: 50, natsRestarted: 10, bothKilled: 5, networkCut: 5 }
    : { historyKilled: 5, natsRestarted: 2, bothKilled: 1, networkCut: 1 };
