import { systemClock } from '@smer/shared/clock';
import { createTimeZone } from '@smer/shared/time-zone';
import { createApiClient } from './api-client.ts';
import { writeTexts } from './elements.ts';
import { createFormat } from './format.ts';
import { chooseLanguage, wordsOf } from './language.ts';
import { createLanguageSwitch } from './language-switch.ts';
import { createMeterClock } from './meter-clock.ts';
import { startPage } from './page.ts';
import { storedChoice } from './stored-choice.ts';

const zonePatienceMs = 1_500;

const keptLanguage = storedChoice('smer.language');
const language = chooseLanguage(keptLanguage.read(), navigator.languages);
const words = wordsOf(language);
document.documentElement.lang = language;
document.title = words.title;
writeTexts(words);
createLanguageSwitch(language, keptLanguage);

const api = createApiClient((input, init) => fetch(input, init));
const meterClock = createMeterClock(systemClock);
const zoneName = await Promise.race([api.zone(), browserZoneAfter(zonePatienceMs)]).catch(
  browserZone,
);
const context = {
  api,
  words,
  language,
  format: createFormat(language, zoneName),
  zone: createTimeZone(zoneName),
  now: meterClock.now,
};
startPage(context, meterClock, systemClock);

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Without the history the meter's zone is not known; the browser's is nearly always the same. */
function browserZoneAfter(delayMs: number): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve(browserZone()), delayMs));
}
