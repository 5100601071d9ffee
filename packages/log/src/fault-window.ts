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

  /** Another fault would be one too many. */
  get full(): boolean {
    return this.#faults.length >= size.faults;
  }

  /** One entry was set aside as faulty. */
  setAside(): void {
    this.#faults.push(this.#taken);
    this.took(1);
  }
}
