import { elementOf, setText } from './elements.ts';
import type { LiveMode } from './live-readings.ts';
import type { Words } from './words-en.ts';

export interface LiveStatus {
  show(mode: LiveMode, isStale: boolean): void;
}

/** The mark in the head of the page: are the figures live? */
export function createLiveStatus(words: Words): LiveStatus {
  const element = elementOf('live', HTMLElement);
  const text = elementOf('live-text', HTMLElement);
  const said: Record<LiveMode, string> = {
    connecting: words.liveConnecting,
    events: words.liveEvents,
    polling: words.livePolling,
    offline: words.liveOffline,
  };
  return {
    show: (mode, isStale) => {
      const stale = isStale && mode !== 'offline' && mode !== 'connecting';
      element.dataset['mode'] = stale ? 'stale' : mode;
      setText(text, stale ? words.liveStale : said[mode]);
    },
  };
}
