import { localPrincipal } from '@hotpass/kernel';
import { createLineageSubgraph } from '@hotpass/lineage';
import { openLog } from '@hotpass/log';
import { createLogger, type Subgraph } from '@hotpass/server';
import type { BenchOptions } from '../harness/options.ts';
import type { Report } from '../harness/report.ts';
import { quantile } from '../harness/statistics.ts';
import { generateNames } from './generated-names.ts';

/** What somebody types, and what has to be in the name found first. */
interface Question {
  readonly what: string;
  readonly texts: readonly string[];
  readonly first: RegExp | null;
}

/** A word as it is typed, from its second letter on. */
function typed(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, end) => word.slice(0, end + 2));
}

const questions: readonly Question[] = [
  { what: 'a word as it is typed', texts: [...typed('customer'), ...typed('organisation'), ...typed('prescription')], first: /^|./ },
  { what: 'a whole name', texts: ['order', 'invoice_id', 'patient_name', 'order_db', 'forecast'], first: /order|invoice|patient|forecast/ },
  {
    what: 'several words',
    texts: ['mart customer', 'order payment', 'patient diagnosis', 'raw invoice refund'],
    first: /customer|payment|diagnosis|refund/,
  },
  { what: 'a part of a word', texts: ['ustom', 'scriptio', 'oduct', 'nvoic'], first: /ustom|scriptio|oduct|nvoic/ },
  {
    what: 'a misspelt word',
    texts: ['custmer', 'ordre', 'invocie', 'perscription', 'organisatoin', 'pateint'],
    first: /customer|order|invoice|prescription|organisation|patient/,
  },
  { what: 'with a prefix', texts: ['ds:order', 'col:email', 'job:invoice', 'ns:kafka order', 'ns:s3'], first: /order|email|invoice|s3/ },
  { what: 'what is not there', texts: ['zzyzx', 'qwertyuiop', 'xylophone'], first: null },
];

const query = `query ($text: String!) { search(text: $text, first: 25) {
  nodes { id kind name match ranges { start length } dataset { name } job { name } namespace { name } } pageInfo { hasNextPage } } }`;

interface Found {
  readonly search: { readonly nodes: readonly { readonly name: string }[] };
}

/** `search` of the subgraph over 300,000 names: what it finds is checked, how long it takes is the goal. */
export async function runSearchBench(report: Report, { quick, rounds }: BenchOptions): Promise<void> {
  await using names = await generateNames(quick ? 30_000 : 300_000);
  report.fact('names', names.count);
  await using log = await openLog({ connectionString: names.url, applicationName: 'bench', allowUnsafeDurability: true });
  await using subgraph = await createLineageSubgraph({ log, logger: createLogger('bench', 'silent') });
  for (const question of questions) await answered(subgraph, question);
  const all: number[][] = [];
  const cpu: number[] = [];
  const byQuestion = new Map<string, number[]>(questions.map(({ what }) => [what, []]));
  const cpuOf = new Map<string, number[]>(questions.map(({ what }) => [what, []]));
  for (let round = 0; round < rounds; round += 1) {
    const [before, times] = [names.cpuMs(), [] as number[]];
    for (const question of questions) {
      const from = names.cpuMs();
      const own = await answered(subgraph, question);
      cpuOf.get(question.what)?.push((names.cpuMs() - from) / own.length);
      byQuestion.get(question.what)?.push(quantile(own, 0.95));
      times.push(...own);
    }
    all.push(times);
    cpu.push((names.cpuMs() - before) / times.length);
    report.readLoad();
  }
  for (const [what, values] of byQuestion) {
    report.figure(`p95, ${what}`, 'ms', values, 1);
    report.figure(`CPU of PostgreSQL, ${what}`, 'ms', cpuOf.get(what) ?? [], 1);
  }
  report.figure(
    'median',
    'ms',
    all.map((times) => quantile(times, 0.5)),
    1,
  );
  report.figure('CPU of PostgreSQL a search', 'ms', cpu, 1);
  report.goal(
    'p95',
    all.map((times) => quantile(times, 0.95)),
    { atMost: 100 },
    'ms',
    1,
  );
}

/** Milliseconds of each text. @throws Error when the first name found is not what was looked for. */
async function answered(subgraph: Subgraph, { what, texts, first }: Question): Promise<number[]> {
  const times: number[] = [];
  for (const text of texts) {
    const from = performance.now();
    const { data, errors } = await subgraph.execute({ query, variables: { text }, principal: localPrincipal, requestId: 'bench' });
    times.push(performance.now() - from);
    const found = (data as Found | null | undefined)?.search.nodes[0]?.name ?? null;
    const isRight = first === null ? found === null : found !== null && first.test(found);
    if (errors || !isRight) throw new Error(`${what}: ${text} found ${found ?? 'nothing'} first.`);
  }
  return times;
}
