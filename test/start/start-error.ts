/** What keeps SMER from starting, in a sentence for the person who starts it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
