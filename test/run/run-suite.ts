import { glob } from 'node:fs/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import type { Suite } from './suites.ts';

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Titles of the cases that failed. */
  readonly failures: readonly string[];
}

/** Runs a suite's files, each in a process of its own, and shows how they go. */
export async function runSuite(suite: Suite, zone: string | undefined): Promise<SuiteResult> {
  const files = (await Array.fromAsync(glob([...suite.files], { exclude: isForeign }))).sort();
  if (files.length === 0) throw new Error(`the suite ${suite.name} has no test files`);
  using _ = inZone(zone);
  const result = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] };
  const tests = run({ files, concurrency: suite.concurrency });
  tests.on('test:summary', ({ file, counts }) => {
    if (file !== undefined) return;
    result.passed = counts.passed;
    result.skipped = counts.skipped + counts.todo;
    result.failed = counts.tests - result.passed - result.skipped;
  });
  tests.on('test:fail', ({ name, file }) => result.failures.push(`${file ?? ''}: ${name}`));
  for await (const line of tests.compose(spec)) process.stdout.write(line);
  return result;
}

/** Sets the time zone that processes get which are started from here, until disposed of. */
function inZone(zone: string | undefined): Disposable {
  const before = process.env['TZ'];
  if (zone !== undefined) process.env['TZ'] = zone;
  return {
    [Symbol.dispose]: () => {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    },
  };
}

const isForeign = (path: string) => path.includes('node_modules');
