import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The hub ended by itself. It has said why on stderr, which is the person's terminal. */
export class HubEndedError extends Error {
  override name = 'HubEndedError';
}

const stopLimitMs = 25_000;
/** What a hub prints on stdout as soon as its port answers. */
const startingLine = /^Hotpass is starting at (https?:\/\/\S+)$/;

/** A hub of our own as a child process; disposing stops it and waits until it is gone. */
export class HubProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  /** Where it listens; rejects with HubEndedError when it ends before. */
  readonly url: Promise<string>;
  /** Aborts when the hub ends, asked or not. */
  readonly signal: AbortSignal;

  private constructor(child: ChildProcess) {
    this.#child = child;
    const ended = new AbortController();
    this.signal = ended.signal;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.url = promise;
    // Nobody may be waiting for it when the hub ends.
    this.url.catch(() => undefined);
    this.#ended = new Promise((done) => {
      const end = (how: string): void => {
        ended.abort();
        reject(new HubEndedError(`The hub ended (${how}).`));
        done();
      };
      child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : signal));
      child.once('error', (error) => end(error.message));
    });
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const url = startingLine.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
  }

  static start(entry: string, environment: NodeJS.ProcessEnv): HubProcess {
    const child = spawn(process.execPath, ['--max-semi-space-size=16', entry, '--follow-parent'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
      // A group of its own: Ctrl-C reaches the demo alone, which stops the hub once; a second signal would cut its shutdown short.
      detached: true,
    });
    return new HubProcess(child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.signal.aborted) this.#child.kill('SIGTERM');
    const giveUp = setTimeout(() => this.#child.kill('SIGKILL'), stopLimitMs);
    await this.#ended;
    clearTimeout(giveUp);
  }
}
