/** SMER_SEED repeats a run's random choices; for tests that make the same ones unless it is given. */
export const seedOr = (usual: number): number => wholeNumber('SMER_SEED') ?? usual;

/** For tests that choose anew in each run. */
export const seed = seedOr(Date.now() % 1_000_000);

/** SMER_MUTANTS: how many files to break, each in its own way. */
export const mutantsOr = (usual: number): number => wholeNumber('SMER_MUTANTS') ?? usual;

/** SMER_TELEGRAMS: how many telegrams to send among their mutants. */
export const telegramsOr = (usual: number): number => wholeNumber('SMER_TELEGRAMS') ?? usual;

/**
 * SMER_FAULTS=long runs as many faults as the project promises to survive, and as long ones;
 * continuous integration runs part of them.
 */
export const isLong = isLongAsked();

/** A number that was misspelt would pass for a run that was never repeated, so it is refused. */
function wholeNumber(name: string): number | undefined {
  const value = process.env[name] ?? '';
  if (value === '') return undefined;
  if (!/^\d+$/.test(value)) throw new Error(`${name}=${value}: expected a whole number`);
  return Number(value);
}

function isLongAsked(): boolean {
  const value = process.env['SMER_FAULTS'] ?? '';
  if (value !== '' && value !== 'long') throw new Error(`SMER_FAULTS=${value}: expected long`);
  return value === 'long';
}
