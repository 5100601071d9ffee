import type { ConsumerStatus } from './consumer.ts';

type State = ConsumerStatus['state'];

/** Where a consumer stands, for those who wait for it and those who ask. */
export class ConsumerProgress {
  quarantined = 0;
  #position = 0;
  #state: State = 'starting';
  #reason: string | null = null;
  readonly #waiters = new Set<() => void>();

  get position(): number {
    return this.#position;
  }

  get state(): State {
    return this.#state;
  }

  get reason(): string | null {
    return this.#reason;
  }

  moved(position: number): void {
    this.#position = position;
    this.#announce();
  }

  enter(state: Exclude<State, 'stopped'>): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#reason = null;
    this.#announce();
  }

  stop(reason: string): void {
    this.#state = 'stopped';
    this.#reason = reason;
    this.#announce();
  }

  /** Resolves at the next change, or after `timeoutMs`. */
  async changed(timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(finish);
        resolve();
      };
      const timer = setTimeout(finish, timeoutMs);
      this.#waiters.add(finish);
    });
  }

  #announce(): void {
    for (const waiter of [...this.#waiters]) waiter();
  }
}
