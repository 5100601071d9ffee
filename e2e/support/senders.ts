/** Many callers that send again and again; what failed may or may not have happened and counts for nothing. */
export class Senders<Acknowledgement> {
  readonly #acknowledged: Acknowledgement[] = [];
  readonly #running: Promise<void>[];
  readonly #waiting = new Set<() => void>();
  #failures = 0;
  #isStopped = false;

  constructor(count: number, send: () => Promise<Acknowledgement>) {
    this.#running = Array.from({ length: count }, () => this.#run(send));
  }

  get failures(): number {
    return this.#failures;
  }

  /** Resolves when `more` further sendings were acknowledged. */
  async acknowledged(more: number): Promise<void> {
    const target = this.#acknowledged.length + more;
    await this.#until(() => this.#acknowledged.length >= target);
  }

  /** Resolves when one more has failed. */
  async failed(): Promise<void> {
    const before = this.#failures;
    await this.#until(() => this.#failures > before);
  }

  /** Lets what is under way finish; answers everything that was acknowledged. */
  async stop(): Promise<readonly Acknowledgement[]> {
    this.#isStopped = true;
    await Promise.all(this.#running);
    return this.#acknowledged;
  }

  async #run(send: () => Promise<Acknowledgement>): Promise<void> {
    while (!this.#isStopped) {
      try {
        this.#acknowledged.push(await send());
      } catch {
        this.#failures += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      for (const look of this.#waiting) look();
    }
  }

  #until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}
