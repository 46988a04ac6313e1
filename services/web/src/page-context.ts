import type { TimeZone } from '@smer/shared/time-zone';
import type { ApiClient } from './api-client.ts';
import type { Format } from './format.ts';
import type { Language } from './language.ts';
import type { Words } from './words-en.ts';

/** What every panel is given. */
export interface PageContext {
  readonly api: ApiClient;
  readonly words: Words;
  readonly format: Format;
  readonly language: Language;
  readonly zone: TimeZone;
  /** The meter's present moment in epoch ms: the browser's clock may be hours off. */
  readonly now: () => number;
}
