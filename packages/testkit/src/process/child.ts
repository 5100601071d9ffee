import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../config.ts';

/** The same from `src` and from `dist`. */
const repository = new URL('../../../../', import.meta.url);

/** A program of this repository, run by the same Node as the test. */
export interface ChildOptions {
  /** Path below the repository, for example `hub/dist/main.js`. */
  readonly program: string;
  readonly args?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
}

export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const keptOutput = 64 * 1024;

/** A child process whose stdin closes with this process, however that ends; the programs we start stop then. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly exited: Promise<ChildExit>;
  #stdout = '';
  #stderr = '';

  constructor({ program, args = [], settings = {} }: ChildOptions) {
    this.#process = spawn(process.execPath, [fileURLToPath(new URL(program, repository)), ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: childEnvironment(settings),
    });
    this.exited = once(this.#process, 'exit').then(([code, signal]: ChildExit[keyof ChildExit][]) => ({ code, signal }) as ChildExit);
    this.#process.stdin?.on('error', () => undefined);
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout = (this.#stdout + text).slice(-keptOutput)));
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr = (this.#stderr + text).slice(-keptOutput)));
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** The first line of stdout that matches. @throws when the child ends before. */
  async line(pattern: RegExp): Promise<RegExpExecArray> {
    const ended = this.exited.then(({ code, signal }) => {
      throw new Error(`${this.#process.spawnargs[1]} ended (${signal ?? code}) before it said ${pattern}:\n${this.#stderr}`);
    });
    ended.catch(() => undefined);
    for (;;) {
      const found = pattern.exec(this.#stdout);
      if (found !== null) return found;
      await Promise.race([once(this.#process.stdout!, 'data'), ended]);
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Closes its stdin and waits; without `patienceMs` of good will it is killed. */
  async [Symbol.asyncDispose](patienceMs = 10_000): Promise<void> {
    this.#process.stdin?.end();
    const timer = setTimeout(() => this.kill('SIGKILL'), patienceMs);
    await this.exited;
    clearTimeout(timer);
  }
}
