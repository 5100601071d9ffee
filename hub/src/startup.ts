/** What a hub is doing until it can serve; readiness shows it. */
export class Startup {
  #step: string | null = 'The hub is starting.';

  /** A sentence for a person who asks why nothing is served yet. */
  enter(step: string): void {
    this.#step = step;
  }

  done(): void {
    this.#step = null;
  }

  problems(): readonly string[] {
    return this.#step === null ? [] : [this.#step];
  }
}
