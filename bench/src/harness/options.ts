import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** A run of about a minute, to see that everything works; its figures say little. */
  readonly quick: boolean;
  readonly rounds: number;
  /** Of a sustained load. */
  readonly seconds: number;
  /** Sizes of the generated graph. */
  readonly edges: readonly number[];
  /** Where the figures go as JSON. */
  readonly json: string | null;
}

export const optionsUsage = '[--quick] [--rounds N] [--seconds N] [--edges N,N] [--json FILE]';

/** @throws Error with a sentence when an option is not what it should be. */
export function readOptions(args: readonly string[]): { readonly suite: string; readonly options: BenchOptions } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      edges: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const { quick } = values;
  const options = {
    quick,
    rounds: count('rounds', values.rounds ?? (quick ? '2' : '5')),
    seconds: count('seconds', values.seconds ?? (quick ? '5' : '60')),
    edges: (values.edges ?? (quick ? '20000' : '100000,1000000')).split(',').map((text) => count('edges', text)),
    json: values.json ?? null,
  };
  return { suite: positionals[0] ?? '', options };
}

function count(name: string, text: string): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number < 1) throw new Error(`--${name} takes a whole number from 1.`);
  return number;
}
