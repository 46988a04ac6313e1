import { systemClock } from '@smer/shared/clock';
import { createTimeZone } from '@smer/shared/time-zone';
import { createApiClient } from './api-client.ts';
import { elementOf, writeTexts } from './elements.ts';
import { createFormat } from './format.ts';
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
let knownZone = await Promise.race([askZone(), undefinedAfter(patienceMs)]);
const zoneName = knownZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
const format = createFormat(language, zoneName);
const zone = createTimeZone(zoneName);
const context = { api, words, language, format, zone, now: meterClock.now };
const page = new Page(context, { meterClock, browser: systemClock, onChange: verifyZone });
await Promise.race([page.start(), undefinedAfter(patienceMs)]);
// Until now a click on what was not yet wired would have been lost in silence.
elementOf('content', HTMLElement).removeAttribute('inert');
void verifyZone();

function askZone(): Promise<string | undefined> {
  return api.zone().catch(() => undefined);
}

/** Without the history the meter's zone is a guess; once it answers and differs, the page starts anew. */
async function verifyZone(): Promise<void> {
  if (knownZone !== undefined) return;
  knownZone = await askZone();
  if (knownZone !== undefined && knownZone !== zoneName) location.reload();
}

function undefinedAfter(delayMs: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
