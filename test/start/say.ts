/** Tells the person at the console one thing in one line. */
export type Say = (line: string) => void;

/** The console may be gone when the last lines are said: its terminal was closed. */
export const sayOnConsole: Say = (line) => {
  process.stdout.write(`${line}\n`);
};
process.stdout.on('error', () => undefined);
