import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Say } from './say.ts';

const probeEveryMs = 500;
const watchEveryMs = 5_000;
const probeLimitMs = 4_000;
/** For so long it is no news that something is not there yet. */
const startingMs = 10_000;

const health = z.object({
  lastTelegramAt: z.number().optional(),
  problems: z.array(z.object({ code: z.string(), detail: z.string() })),
});
type Health = z.infer<typeof health>;

interface Watched {
  /** The API's address. */
  readonly apiUrl: string;
  /** The page's address. */
  readonly pageUrl: string;
  readonly say: Say;
  readonly signal: AbortSignal;
}

/** Says where the page is once the first reading is there, and after that what changes for the worse or better. */
export async function watchHealth({ apiUrl, pageUrl, say, signal }: Watched): Promise<void> {
  const saidAbout = createTeller(say);
  let ready = false;
  for (let waitedMs = 0; !signal.aborted; waitedMs += probeEveryMs) {
    const found = await askHealth(apiUrl, signal);
    if (!ready && found?.lastTelegramAt !== undefined && (await isServed(pageUrl, signal))) {
      say(`SMER is ready: ${pageUrl}`);
      ready = true;
    }
    if (ready || waitedMs >= startingMs) saidAbout(found);
    const waitMs = ready ? watchEveryMs : probeEveryMs;
    await pause(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Says a problem once, when it comes, and when the last one has gone. */
export function createTeller(say: Say): (found: Health | undefined) => void {
  let known = new Set<string>();
  return (found) => {
    const problems = found?.problems ?? [
      { code: 'api-missing', detail: 'the API does not answer' },
    ];
    for (const { code, detail } of problems) if (!known.has(code)) say(detail);
    if (problems.length === 0 && known.size > 0) say('all is well again');
    known = new Set(problems.map(({ code }) => code));
  };
}

async function askHealth(apiUrl: string, signal: AbortSignal): Promise<Health | undefined> {
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(probeLimitMs)]);
    const response = await fetch(`${apiUrl}/api/health`, { signal: limited });
    return health.parse(await response.json());
  } catch {
    return undefined;
  }
}

async function isServed(pageUrl: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(pageUrl, { method: 'HEAD', signal });
    return response.status < 500;
  } catch {
    return false;
  }
}
