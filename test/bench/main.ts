import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs the benchmarks named, or all: `npm run bench -- parsers history`. */
const all = ['parsers', 'reader', 'history', 'api', 'system', 'memory', 'year-export'];
const asked = process.argv.slice(2);

for (const name of asked.length > 0 ? asked : all) {
  console.log(`\n── ${name} ──`);
  const script = join(import.meta.dirname, `${name}.ts`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', script], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
