/** What the browser remembers of one choice. A browser that forbids storage forgets it at the next visit. */
export interface StoredChoice {
  read(): string | null;
  write(value: string): void;
}

export function storedChoice(key: string): StoredChoice {
  return {
    read: () => {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write: (value) => {
      try {
        localStorage.setItem(key, value);
      } catch {
        // Kept for this visit only.
      }
    },
  };
}
