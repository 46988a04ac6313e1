import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuseCrossSite, type SiteHeaders } from './cross-site.ts';

const host = 'smer.lan:5000';

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
];

for (const [what, headers] of welcome) {
  test(`lets pass ${what}`, () => refuseCrossSite(headers));
}

const refused: [string, SiteHeaders][] = [
  ['what a browser calls cross-site', { host, 'sec-fetch-site': 'cross-site' }],
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

for (const [what, headers] of refused) {
  test(`refuses ${what}`, () => {
    assert.throws(() => refuseCrossSite(headers), { code: 'CROSS_SITE_REQUEST' });
  });
}
