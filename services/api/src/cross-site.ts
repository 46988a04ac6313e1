import { SmerError } from '@smer/shared/errors';

export interface SiteHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly referer?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
  readonly 'user-agent'?: string | undefined;
  readonly 'accept-language'?: string | undefined;
}

/**
 * Refuses a request that a browser makes for a page of another site. Browsers send
 * `Sec-Fetch-Site` only to localhost and over HTTPS, hence the look at `Origin` and `Referer`
 * too; where it is sent no page can forge it, and a proxy may have put another `Host`. A page
 * can keep the browser from sending any of the three with a GET, though not with a POST: a GET
 * without them must not be a browser's. Scripts send none and pass. Throws CROSS_SITE_REQUEST.
 */
export function refuseCrossSite(method: string, headers: SiteHeaders): void {
  const { host, origin, referer, 'sec-fetch-site': site } = headers;
  if (site === 'same-origin') return;
  if (site !== undefined && site !== 'none') throw refusal(`Sec-Fetch-Site is ${site}`);
  for (const [name, sender] of Object.entries({ origin, referer })) {
    if (sender !== undefined && !isSameHost(sender, host)) {
      throw refusal(`${name} names another host than this one`);
    }
  }
  const tellsNothing = (site ?? origin ?? referer) === undefined;
  if (method === 'GET' && tellsNothing && isBrowser(headers)) throw refusalOfBrowser();
}

/**
 * Two signs, as a page of another site can hide either but not both. A script of it may ask for
 * other languages, or for none, but under the browser's own User-Agent. A video may be fetched by
 * a player that goes by a name of its own, but in the person's languages. Node's fetch says `*`,
 * which is no language.
 */
const isBrowser = ({
  'user-agent': agent = '',
  'accept-language': languages = '',
}: SiteHeaders): boolean => agent.startsWith('Mozilla/') || /(?:^|,)\s*[a-z]/i.test(languages);

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

const refusalOfBrowser = () =>
  new SmerError(
    'CROSS_SITE_REQUEST',
    'this browser does not tell which page asks, and one of another site may not change ' +
      'anything: press the button on the page of SMER, or use a script; a script that goes by ' +
      'the name of a browser or asks for a language has to send a POST',
  );
