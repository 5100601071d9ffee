/** One sleeper, woken by anybody. A wake that comes while nobody sleeps counts for the next sleep, so none is missed. */
export class Alarm {
  #rung = false;
  #ring: (() => void) | null = null;

  readonly wake = (): void => {
    if (this.#ring) this.#ring();
    else this.#rung = true;
  };

  /** Resolves when woken or, if given, after `timeoutMs`. */
  async sleep(timeoutMs?: number): Promise<void> {
    if (this.#rung) {
      this.#rung = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = timeoutMs === undefined ? null : setTimeout(() => this.#ring?.(), timeoutMs);
      this.#ring = () => {
        if (timer) clearTimeout(timer);
        this.#ring = null;
        resolve();
      };
    });
  }
}
