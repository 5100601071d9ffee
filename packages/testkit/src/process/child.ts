import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../config.ts';

/** The same from `src` and from `dist`. */
const repository = new URL('../../../../', import.meta.url);

/** A program of this repository, run by the same Node as the test. */
export interface ChildOptions {
  /** Path below the repository, for example `hub/dist/main.js`. */
  readonly program: string;
  readonly args?: readonly string[];
  /** Flags of Node itself. */
  readonly execArgv?: readonly string[];
  /** Environment of the child; nothing that configures a hub is inherited. */
  readonly settings?: Readonly<Record<string, string>>;
  /** In a process group of its own: it survives a signal to ours, and ends since its stdin closes. */
  readonly detached?: boolean;
}

export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const keptOutput = 256 * 1024;

/** A child process whose stdin closes with this process, however that ends; the programs we start stop then. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #program: string;
  readonly #heard = new EventEmitter();
  readonly exited: Promise<ChildExit>;
  #stdout = '';
  #stderr = '';

  constructor({ program, args = [], execArgv = [], settings = {}, detached = false }: ChildOptions) {
    this.#program = program;
    this.#process = spawn(process.execPath, [...execArgv, fileURLToPath(new URL(program, repository)), ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: childEnvironment(settings),
      detached,
    });
    const { promise, resolve } = Promise.withResolvers<ChildExit>();
    this.exited = promise;
    // Not 'exit': what the child said last arrives until 'close'.
    this.#process.once('close', (code, signal) => resolve({ code, signal }));
    this.#process.stdin?.on('error', () => undefined);
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout = (this.#stdout + text).slice(-keptOutput);
      this.#heard.emit('output');
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-keptOutput);
      this.#heard.emit('output');
    });
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

  get hasExited(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** The first match in stdout, else in stderr. @throws when the child ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    const ended = this.exited.then(() => true);
    for (let isOver = false; ;) {
      const found = pattern.exec(this.#stdout) ?? pattern.exec(this.#stderr);
      if (found !== null) return found;
      if (isOver) throw new Error(`${this.#program} ended before it said ${pattern}:\n${this.#stdout}\n${this.#stderr}`);
      isOver = await Promise.race([once(this.#heard, 'output').then(() => false), ended]);
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** What it sees when we are gone. */
  hangUp(): void {
    this.#process.stdin?.end();
  }

  /** Closes its stdin, asks it to stop and waits; after ten seconds it is killed. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.hangUp();
    this.kill('SIGTERM');
    const timer = setTimeout(() => this.kill('SIGKILL'), 10_000);
    await this.exited;
    clearTimeout(timer);
  }
}
