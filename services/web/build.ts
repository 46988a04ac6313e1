import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const installed = createRequire(import.meta.url);

/**
 * Makes the page in a folder: index.html, and under assets/ files named by their content, so that
 * browsers may keep them for ever. simple.css is copied byte by byte; Chart.js is bundled as it is.
 */
export async function buildPage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(here('public'), folder, { recursive: true });
  await rm(join(folder, 'site.css'));
  await mkdir(join(folder, 'assets'));
  const assets = {
    'main.js': await bundle(here('src/main.ts')),
    'site.css': await bundle(here('public/site.css')),
    'simple.css': await readFile(installed.resolve('simpledotcss/simple.min.css')),
  };
  let page = await readFile(here('public/index.html'), 'utf8');
  for (const [name, content] of Object.entries(assets)) {
    const file = nameByContent(name, content);
    await writeFile(join(folder, 'assets', file), content);
    page = page.replace(`/assets/${name}`, `/assets/${file}`);
  }
  await writeFile(join(folder, 'index.html'), page);
}

async function bundle(entry: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome111', 'firefox113', 'safari16.4'],
    legalComments: 'inline',
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild made nothing of ${entry}`);
  return file.contents;
}

/** `main.js` → `main-883b82dc2314.js`. */
function nameByContent(name: string, content: Uint8Array): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return name.replace('.', `-${hash}.`);
}

if (import.meta.main) await buildPage(here('dist'));
