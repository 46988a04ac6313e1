/** What a panel asks again and again. No earlier answer overwrites a later one. */
export class Question {
  #turn = 0;
  #hasFailed = false;

  /** Whether it was asked in vain the last time. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** The answer; undefined where there is none, and 'overtaken' once it was asked again. */
  async ask<T extends object>(asked: Promise<T>): Promise<T | undefined | 'overtaken'> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#hasFailed = false;
    const answer = await asked.catch(() => undefined);
    if (turn !== this.#turn) return 'overtaken';
    this.#hasFailed = answer === undefined;
    return answer;
  }
}
