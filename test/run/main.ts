import { findLacks } from './find-lacks.ts';
import { runSuite, type SuiteResult } from './run-suite.ts';
import { type Need, needs, type Suite, suites } from './suites.ts';

/**
 * Runs all that this machine can run, or only the suites named as arguments. What can't be run
 * is said in the last lines; with SMER_TEST_REQUIRE=docker,browser such a lack is a failure.
 */
const asked = process.argv.slice(2);
const suiteNames = suites.map(({ name }) => name);
refuseUnknown('suite', asked, suiteNames);
const required = (process.env['SMER_TEST_REQUIRE'] ?? '').split(',').filter(Boolean);
refuseUnknown('need', required, needs);
const lacks = findLacks();
const results: [string, SuiteResult][] = [];
const notRun: string[] = [];

for (const suite of suites.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const reason = reasonAgainst(suite);
  if (reason === undefined) await runInZones(suite);
  else notRun.push(`not run: ${suite.name}: ${reason}`);
}
report();

function refuseUnknown(what: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  process.stderr.write(`no such ${what}: ${unknown.join(', ')}; there are: ${known.join(', ')}\n`);
  process.exit(1);
}

function reasonAgainst(suite: Suite): string | undefined {
  if (suite.onlyByName && asked.length === 0)
    return `takes long; npm test -- ${suite.name} runs it`;
  return suite.needs.map((need: Need) => lacks.get(need)).find((lack) => lack !== undefined);
}

async function runInZones(suite: Suite): Promise<void> {
  for (const zone of suite.zones ?? [undefined]) {
    const name = zone === undefined ? suite.name : `${suite.name} in ${zone}`;
    process.stdout.write(`\n── ${name} ──\n`);
    results.push([name, await runSuite(suite, zone)]);
  }
}

function report(): void {
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    results.reduce((total, [, result]) => total + result[key], 0);
  const lines = results.map(
    ([name, { passed, failed, skipped }]) =>
      `${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`,
  );
  const failures = results.flatMap(([, result]) =>
    result.failures.map((title) => `failed: ${title}`),
  );
  const missing = required.filter((need) => lacks.has(need as Need));
  const complaints = missing.map((need) => `required but missing: ${need}`);
  const total = `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
  process.stdout.write(
    `\n${[...lines, ...failures, ...notRun, ...complaints, total].join('\n')}\n`,
  );
  process.exit(sum('failed') > 0 || sum('passed') === 0 || missing.length > 0 ? 1 : 0);
}
