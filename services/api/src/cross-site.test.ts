import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuseCrossSite, type SiteHeaders } from './cross-site.ts';

const host = 'smer.lan:5000';

const chromium =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const browser = { host, 'user-agent': chromium, 'accept-language': 'nl,en;q=0.9' };

const welcome: [string, SiteHeaders][] = [
  ['a script that says nothing of where it is', { host }],
  [
    'a page of the same origin',
    { host, origin: 'http://smer.lan:5000', 'sec-fetch-site': 'same-origin' },
  ],
  ['a link on a page of the same origin', { host, referer: 'http://smer.lan:5000/current-usage' }],
  ['an address that was typed', { host, 'sec-fetch-site': 'none' }],
  ['a host in other letters', { host: 'SMER.lan:5000', origin: 'http://smer.lan:5000' }],
  ['the standard port, written or not', { host: 'smer.lan:80', origin: 'http://smer.lan' }],
  ['a page behind a proxy that adds TLS', { host: 'smer.example', origin: 'https://smer.example' }],
  [
    'a page behind a proxy with TLS that names itself as the host',
    { host: '127.0.0.1:5000', origin: 'https://smer.example', 'sec-fetch-site': 'same-origin' },
  ],
  ['curl', { host, 'user-agent': 'curl/8.14.1' }],
  ['requests of Python', { host, 'user-agent': 'python-requests/2.32.5' }],
  ['fetch of Node', { host, 'user-agent': 'node', 'accept-language': '*' }],
  ['a script that takes any language', { host, 'accept-language': '*;q=0.5' }],
  ['a browser that names a page of the same origin', { ...browser, referer: `http://${host}/` }],
  [
    'an address that was typed into a browser that says so',
    { ...browser, 'sec-fetch-site': 'none' },
  ],
];

for (const method of ['GET', 'POST']) {
  for (const [what, headers] of welcome) {
    test(`lets pass a ${method} of ${what}`, () => refuseCrossSite(method, headers));
  }
}

const silent: [string, SiteHeaders][] = [
  ['a browser', browser],
  ['a browser whose page asks for any language', { ...browser, 'accept-language': '*' }],
  ['a browser whose page asks for no language', { ...browser, 'accept-language': '' }],
  [
    'a player of videos',
    { host, 'user-agent': 'AppleCoreMedia/1.0.0.22H20', 'accept-language': 'nl-NL,nl;q=0.9' },
  ],
  ['a browser without a name', { host, 'accept-language': '*, en' }],
];

for (const [what, headers] of silent) {
  test(`refuses a GET of ${what} that does not tell which page asks, and says what to do`, () => {
    assert.throws(() => refuseCrossSite('GET', headers), {
      code: 'CROSS_SITE_REQUEST',
      message: /press the button on the page of SMER, or use a script/,
    });
  });

  test(`lets pass a POST of ${what}, as a page's would have an Origin`, () =>
    refuseCrossSite('POST', headers));
}

const refused: [string, SiteHeaders][] = [
  ['what a browser calls cross-site', { host, 'sec-fetch-site': 'cross-site' }],
  ['what a browser calls same-site', { host, 'sec-fetch-site': 'same-site' }],
  ['a form on another site', { host, origin: 'http://evil.example' }],
  ['an image on a page of another site', { host, referer: 'http://evil.example/page' }],
  ['another port of the same machine', { host, origin: 'http://smer.lan:8080' }],
  ['an origin that hides', { host, origin: 'null' }],
  ['a referer that is no address', { host, referer: 'smer.lan:5000' }],
  ['a host that only begins the same', { host, origin: 'http://smer.lan:5000.evil.example' }],
  ['a request without a host', { origin: 'http://smer.lan:5000' }],
  [
    'a good origin with a bad referer',
    { host, origin: 'http://smer.lan:5000', referer: 'http://evil.example' },
  ],
];

for (const method of ['GET', 'POST']) {
  for (const [what, headers] of refused) {
    test(`refuses a ${method} of ${what}`, () => {
      assert.throws(() => refuseCrossSite(method, headers), { code: 'CROSS_SITE_REQUEST' });
    });
  }
}
