import { SmerError } from '@smer/shared/errors';

export interface SiteHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly referer?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
}

/**
 * Refuses a request that a browser makes for a page of another site. Browsers send
 * `Sec-Fetch-Site` only to localhost and over HTTPS, hence the look at `Origin` and `Referer`
 * too. Scripts send none of the three and pass. Throws CROSS_SITE_REQUEST.
 */
export function refuseCrossSite(headers: SiteHeaders): void {
  if (headers['sec-fetch-site'] === 'cross-site') throw refusal('Sec-Fetch-Site is cross-site');
  for (const name of ['origin', 'referer'] as const) {
    const sender = headers[name];
    if (sender !== undefined && !isSameHost(sender, headers.host)) {
      throw refusal(`${name} names another host than this one`);
    }
  }
}

/** Both hosts are read with the sender's scheme, so that `:80` and no port are the same for http. */
function isSameHost(sender: string, host: string | undefined): boolean {
  const from = URL.parse(sender);
  if (!from || host === undefined) return false;
  return from.host === URL.parse(`${from.protocol}//${host}`)?.host;
}

const refusal = (why: string) =>
  new SmerError(
    'CROSS_SITE_REQUEST',
    `a request from another site may not change anything: ${why}`,
  );
