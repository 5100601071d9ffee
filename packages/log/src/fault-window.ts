/** More than 1 % of the last 1,000 entries is no entry's fault. */
const size = { entries: 1_000, faults: 10 } as const;

/** Counts faults among the entries a consumer took last. */
export class FaultWindow {
  #taken = 0;
  #faults: number[];

  /** `faults`: how many are known from before this process. */
  constructor(faults: number) {
    this.#faults = Array.from({ length: faults }, () => 0);
  }

  took(entries: number): void {
    this.#taken += entries;
    this.#faults = this.#faults.filter((at) => at > this.#taken - size.entries);
  }

  /** False when this fault is one too many. */
  admit(): boolean {
    if (this.#faults.length >= size.faults) return false;
    this.#faults.push(this.#taken);
    return true;
  }
}
