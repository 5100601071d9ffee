/** Where progress goes; process.stderr is one. */
interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const plainEveryMs = 5_000;
const terminalEveryMs = 100;

/** One line that is rewritten on a terminal; elsewhere a line now and then. */
export class Progress {
  readonly #output: ProgressOutput;
  readonly #now: () => number;
  #shownAt = Number.NEGATIVE_INFINITY;
  #open = false;

  constructor(output: ProgressOutput, now: () => number = () => performance.now()) {
    this.#output = output;
    this.#now = now;
  }

  show(text: string): void {
    const everyMs = this.#output.isTTY === true ? terminalEveryMs : plainEveryMs;
    if (this.#now() - this.#shownAt < everyMs) return;
    this.#shownAt = this.#now();
    if (this.#output.isTTY === true) {
      this.#output.write(`\r\u001B[2K${text}`);
      this.#open = true;
    } else {
      this.#output.write(`${text}\n`);
    }
  }

  /** A line that stays; whatever stood there is gone. */
  say(text: string): void {
    this.#output.write(`${this.#open ? '\r\u001B[2K' : ''}${text}\n`);
    this.#open = false;
    this.#shownAt = Number.NEGATIVE_INFINITY;
  }
}
