import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { contract } from '@smer/shared/contract';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../browser/open-browser.ts';
import { findLacks } from '../run/find-lacks.ts';
import { waitFor } from '../support/wait-for.ts';
import { type StartedApi, startApi } from './api/start-api.ts';

const paths = ['/api/store-history', '/api/load-history'];
const file = '/data/history-data.json';
const stored = { count: 1, bytes: 9, file, storedAt: 5 };
const loaded = { loaded: 1, added: 1, file, origin: 'smer' as const };

/** What a page may do to ask for an address without telling where it is. */
const wishes: Readonly<Record<string, (address: string) => string>> = {
  'an image': (address) => `<img referrerpolicy="no-referrer" src="${address}">`,
  'a video': (address) => `<meta name="referrer" content="no-referrer"><video src="${address}">`,
  'a frame': (address) => `<iframe referrerpolicy="no-referrer" src="${address}"></iframe>`,
  'a form': (address) =>
    `<meta name="referrer" content="no-referrer"><form action="${address}"></form>
    <script>document.forms[0].submit()</script>`,
  'a form that posts': (address) =>
    `<meta name="referrer" content="no-referrer"><form method="post" action="${address}"></form>
    <script>document.forms[0].submit()</script>`,
  'a script that says no language': (address) => askingScript(address, 'GET', ''),
  'a script that takes any language': (address) => askingScript(address, 'GET', '*'),
  'a script that posts': (address) => askingScript(address, 'POST', '*'),
};

const askingScript = (address: string, method: string, language: string) => `<script>
  fetch('${address}', {
    method: '${method}',
    mode: 'no-cors',
    referrerPolicy: 'no-referrer',
    headers: { 'Accept-Language': '${language}' },
  });
</script>`;

async function listen(answer: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

describe('a browser', { skip: findLacks().get('browser') ?? false }, () => {
  let browser: Browser;
  let api: StartedApi;
  /** Before the API, as browsers don't tell pages' answers from other sites. */
  let smer: Awaited<ReturnType<typeof listen>>;
  let foreign: Awaited<ReturnType<typeof listen>>;
  let foreignPage = '';
  let tasks = 0;
  let statuses: (number | undefined)[] = [];

  before(async () => {
    api = await startApi();
    await api.answerTask(contract.historyStore, async function* () {
      tasks += 1;
      yield { kind: 'result' as const, ...stored };
    });
    await api.answerTask(contract.historyLoad, async function* () {
      tasks += 1;
      yield { kind: 'result' as const, ...loaded };
    });
    smer = await listen(({ url, method, headers }, response) => {
      const { port } = new URL(api.url);
      const options = { host: '127.0.0.1', port, path: url, method, headers };
      const asked = sendRequest(options, (answer) => {
        if (paths.some((path) => url?.startsWith(path))) statuses.push(answer.statusCode);
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      asked.end();
    });
    foreign = await listen((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><title>foreign</title>${foreignPage}`);
    });
    browser = await openBrowser([
      '--host-resolver-rules=MAP smer.test 127.0.0.1, MAP evil.test 127.0.0.1',
    ]);
  });
  after(async () => {
    await browser?.close();
    for (const { server } of [smer, foreign]) server?.close();
    await api?.[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    tasks = 0;
    statuses = [];
  });

  for (const path of paths) {
    // To an address of this machine the browser does tell, by Sec-Fetch-Site, how far away it is.
    for (const [smerHost, foreignHost] of [
      ['smer.test', 'evil.test'],
      ['127.0.0.1', '127.0.0.1'],
    ] as const) {
      for (const [wish, toPage] of Object.entries(wishes)) {
        test(`gets nothing done at ${smerHost}${path} for ${wish} on a page of ${foreignHost}`, async () => {
          foreignPage = toPage(`http://${smerHost}:${smer.port}${path}`);
          await using context = await browser.newContext();
          const page = await context.newPage();
          await page.goto(`http://${foreignHost}:${foreign.port}/`, { waitUntil: 'commit' });
          await waitFor('the answer', () => statuses.length > 0);
          assert.deepEqual([...new Set(statuses)], [403]);
          assert.equal(tasks, 0);
        });
      }
    }

    test(`tells a person who types ${path} what to do`, async () => {
      await using context = await browser.newContext();
      const page = await context.newPage();
      const response = await page.goto(`http://smer.test:${smer.port}${path}`);
      assert.deepEqual([response?.status(), tasks], [403, 0]);
      assert.match((await response?.text()) ?? '', /press the button on the page of SMER/);
    });

    test(`does what a page of SMER asks for at ${path}`, async () => {
      await using context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`http://smer.test:${smer.port}/api/openapi.json`);
      const ask = `fetch('${path}', { method: 'POST', referrerPolicy: 'no-referrer' })
        .then(({ status }) => status)`;
      assert.deepEqual([await page.evaluate(ask), tasks], [200, 1]);
    });
  }
});
