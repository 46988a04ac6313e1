import { systemClock } from '@smer/shared/clock';
import { createTimeZone } from '@smer/shared/time-zone';
import { createApiClient } from './api-client.ts';
import { elementOf, writeTexts } from './elements.ts';
import { createFormat } from './format.ts';
import { isKnownZone } from './known-zone.ts';
import { chooseLanguage, wordsOf } from './language.ts';
import { createLanguageSwitch } from './language-switch.ts';
import { createMeterClock } from './meter-clock.ts';
import { Page } from './page.ts';
import { storedChoice } from './stored-choice.ts';

const patienceMs = 1_500;

const keptLanguage = storedChoice('smer.language');
const language = chooseLanguage(keptLanguage.read(), navigator.languages);
const words = wordsOf(language);
document.documentElement.lang = language;
document.title = words.title;
writeTexts(words);
createLanguageSwitch(language, keptLanguage);

const api = createApiClient((input, init) => fetch(input, init));
const meterClock = createMeterClock(systemClock);
const keptZone = storedChoice('smer.zone');
let zoneAsked: Promise<string | undefined> | undefined;
const zoneName = (await Promise.race([askZone(), undefinedAfter(patienceMs)])) ?? guessZone();
const format = createFormat(language, zoneName);
const zone = createTimeZone(zoneName);
const context = { api, words, language, format, zone, now: meterClock.now };
const page = new Page(context, { meterClock, browser: systemClock, verifyZone });
await Promise.race([page.start(), undefinedAfter(patienceMs)]);
// Until now a click on what was not yet wired would have been lost in silence.
elementOf('content', HTMLElement).removeAttribute('inert');
void verifyZone();

/** The meter's zone, once the history has told it; after a failure it is asked anew. */
function askZone(): Promise<string | undefined> {
  zoneAsked ??= learnZone();
  return zoneAsked;
}

async function learnZone(): Promise<string | undefined> {
  try {
    const toldZone = await api.zone();
    if (!isKnownZone(toldZone)) return undefined;
    keptZone.write(toldZone);
    return toldZone;
  } catch {
    zoneAsked = undefined;
    return undefined;
  }
}

function guessZone(): string {
  return keptZone.read() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Until the history answers, the meter's zone is a guess; where that was wrong, the page starts anew. */
async function verifyZone(): Promise<void> {
  const toldZone = await askZone();
  if (toldZone === undefined || toldZone === zoneName) return;
  // A page that starts anew and then guesses as before would do so for ever.
  if (keptZone.read() === toldZone) location.reload();
}

function undefinedAfter(delayMs: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
