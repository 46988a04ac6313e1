/** What a suite needs of the machine beside Node, nats-server and nginx. */
export const needs = ['docker', 'browser', 'arm64'] as const;
export type Need = (typeof needs)[number];

export interface Suite {
  readonly name: string;
  /** Files to run, as globs from the top of the project. */
  readonly files: readonly string[];
  readonly needs: readonly Need[];
  /** Files at a time. Suites that start whole systems run one by one. */
  readonly concurrency: number;
  /** Runs it again as if the machine stood there. */
  readonly zones?: readonly string[];
  /** Takes long, so it runs only when it is asked for by name. */
  readonly onlyByName?: true;
}

const unitTests = [
  'shared/src/**/*.test.ts',
  'services/*/src/**/*.test.ts',
  'test/meter/*.test.ts',
  'test/run/*.test.ts',
  'test/support/*.test.ts',
  'test/licences/*.test.ts',
  'test/faults/composed/find-difference.test.ts',
];

/** Everything there is to run, quick suites first. */
export const suites: readonly Suite[] = [
  {
    name: 'unit',
    files: unitTests,
    needs: [],
    concurrency: 2,
    zones: ['Europe/Amsterdam', 'Pacific/Auckland'],
  },
  {
    name: 'recorded telegrams',
    files: ['test/corpus/*.test.ts', 'test/fuzz/*.test.ts'],
    needs: [],
    concurrency: 2,
  },
  {
    name: 'integration',
    files: ['test/integration/*.test.ts', 'test/start/*.test.ts'],
    needs: [],
    concurrency: 1,
  },
  {
    name: 'faults',
    files: ['test/faults/*.test.ts'],
    needs: [],
    concurrency: 1,
  },
  {
    name: 'composed faults',
    files: [
      'test/faults/composed/{all-containers,cable,calendar,clock}.test.ts',
      'test/faults/composed/{disk,dump-file,meter-swap,power-cut}.test.ts',
    ],
    needs: ['docker'],
    // They wait most of the time; the longest begins.
    concurrency: 2,
  },
  {
    name: 'a day of faults',
    files: ['test/faults/composed/day.test.ts'],
    needs: ['docker'],
    concurrency: 1,
  },
  { name: 'browser', files: ['test/browser/*.test.ts'], needs: ['browser'], concurrency: 1 },
  {
    name: 'containers',
    files: ['test/containers/*.test.ts'],
    needs: ['docker', 'browser'],
    concurrency: 1,
  },
  {
    name: 'arm64',
    files: ['test/containers/arm64/*.test.ts'],
    needs: ['docker', 'browser', 'arm64'],
    concurrency: 1,
    onlyByName: true,
  },
];
