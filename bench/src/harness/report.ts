import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import type { BenchOptions } from './options.ts';
import { median, spread } from './statistics.ts';

/** What a ratio or figure should be. */
export interface Limit {
  readonly atLeast?: number;
  readonly atMost?: number;
}

interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly goal?: Limit & { readonly reached: boolean };
}

/** Prints figures as they come, keeps them for JSON, and says at the end which goals are reached. */
export class Report {
  readonly #suite: string;
  readonly #options: BenchOptions;
  readonly #figures: Figure[] = [];
  readonly #facts: Record<string, string | number> = {};
  readonly #loads: number[] = [];

  constructor(suite: string, options: BenchOptions) {
    this.#suite = suite;
    this.#options = options;
    this.#loads.push(loadavg()[0] ?? 0);
    this.fact('node', process.version);
    this.fact('cores', cpus().length);
    this.fact('rounds', options.rounds);
    this.fact('load average at start', Number(this.#loads[0]?.toFixed(2)));
    if ((this.#loads[0] ?? 0) > cpus().length) this.say('WARNING: the machine is busy; only ratios inside this run mean anything.');
    if (options.quick) this.say('A quick run: it shows that the suite works, its figures say little.');
  }

  say(sentence: string): void {
    process.stdout.write(`${sentence}\n`);
  }

  fact(name: string, value: string | number): void {
    this.#facts[name] = value;
    this.say(`${name}: ${value}`);
  }

  /** Called between rounds. */
  readLoad(): void {
    this.#loads.push(loadavg()[0] ?? 0);
  }

  /** One value a round. */
  figure(name: string, unit: string, values: readonly number[], digits = 2): void {
    this.#figures.push({ name, unit, values });
    this.say(`  ${name}: ${spread(values, digits)} ${unit}`);
  }

  /** What counts: ours over theirs, round by round, or a figure with a limit of its own. */
  goal(name: string, values: readonly number[], limit: Limit, unit = 'ratio', digits = 2): void {
    const value = median(values);
    const reached = value >= (limit.atLeast ?? -Infinity) && value <= (limit.atMost ?? Infinity);
    this.#figures.push({ name, unit, values, goal: { ...limit, reached } });
    const wanted = limit.atLeast === undefined ? `≤ ${limit.atMost}` : `≥ ${limit.atLeast}`;
    this.say(`GOAL ${name}: ${spread(values, digits)} ${unit}, ${wanted}: ${reached ? 'reached' : 'NOT reached'}`);
  }

  async close(): Promise<void> {
    this.readLoad();
    this.fact('highest load average', Number(Math.max(...this.#loads).toFixed(2)));
    const goals = this.#figures.filter(({ goal }) => goal);
    this.say(`${goals.filter(({ goal }) => goal?.reached).length} of ${goals.length} goals reached.`);
    if (this.#options.json === null) return;
    const result = {
      suite: this.#suite,
      at: new Date().toISOString(),
      quick: this.#options.quick,
      facts: this.#facts,
      figures: this.#figures,
    };
    await writeFile(this.#options.json, `${JSON.stringify(result, null, 2)}\n`);
  }
}

/** Round by round. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
}
