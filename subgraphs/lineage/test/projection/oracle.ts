import type { TestEvent } from './events.ts';

/** A row of the graph, written so that two of them compare by text. */
export type EdgeLine = string;

interface OracleRun {
  readonly id: string;
  readonly start: number;
  readonly end: number | null;
  readonly endType: string | null;
  readonly inputs: ReadonlySet<string>;
  readonly outputs: ReadonlySet<string>;
}

const rank = ['COMPLETE', 'ABORT', 'FAIL'];

/**
 * P(S) by the words of the definition and nothing else: for each job, each side and each instant at which anything
 * happens, look at every run and every JobEvent. It shares no code with the projection.
 */
export function edgesOf(events: readonly TestEvent[]): EdgeLine[] {
  const lines: EdgeLine[] = [];
  for (const job of new Set(events.flatMap((e) => (e.job ? [`${e.job.namespace}/${e.job.name}`] : [])))) {
    const own = events.filter((e) => e.job && `${e.job.namespace}/${e.job.name}` === job);
    for (const side of ['inputs', 'outputs'] as const) lines.push(...edgesOfSide(job, side, own));
  }
  return lines.toSorted();
}

function edgesOfSide(job: string, side: 'inputs' | 'outputs', own: readonly TestEvent[]): EdgeLine[] {
  const runs = [...new Set(own.flatMap((e) => (e.run ? [e.run.runId] : [])))].map((id) => oracleRun(id, own));
  const declared = own.filter((e) => !e.run);
  const instants = [...new Set(own.map((e) => Date.parse(e.eventTime)))].toSorted((a, b) => a - b);
  const open = new Map<string, number>();
  const lines: EdgeLine[] = [];
  const close = (key: string, to: number | null): void => {
    const [dataset, basis] = key.split(' ') as [string, string];
    const ends = side === 'inputs' ? `${dataset} -> ${job}` : `${job} -> ${dataset}`;
    lines.push(`${ends} ${basis} ${new Date(open.get(key)!).toISOString()} .. ${to === null ? 'infinity' : new Date(to).toISOString()}`);
    open.delete(key);
  };
  for (const t of instants) {
    const now = latestAt(t, side, runs, declared, isContinuous(own));
    for (const key of [...open.keys()]) if (!now.has(key)) close(key, t);
    for (const key of now) if (!open.has(key)) open.set(key, t);
  }
  for (const key of [...open.keys()]) close(key, null);
  return lines;
}

function latestAt(
  t: number,
  side: 'inputs' | 'outputs',
  runs: readonly OracleRun[],
  declared: readonly TestEvent[],
  continuous: boolean,
): Set<string> {
  const speaking = runs.filter((run) => run[side].size > 0);
  const completed = speaking.filter((run) => run.endType === 'COMPLETE' && run.end! <= t && !continuous);
  const best = greatest(completed, (run) => run.end!);
  if (best) return withBasis(best[side], 'COMPLETED');
  const newest = greatest(
    speaking.filter((run) => run.start <= t),
    (run) => run.start,
  );
  if (newest) {
    const ended = newest.end !== null && newest.end <= t;
    return withBasis(newest[side], ended ? (newest.endType === 'COMPLETE' ? 'COMPLETED' : 'FAILED') : 'RUNNING');
  }
  const times = declared.filter((e) => (e[side] ?? []).length > 0 && Date.parse(e.eventTime) <= t).map((e) => Date.parse(e.eventTime));
  const last = Math.max(...times);
  return withBasis(new Set(declared.filter((e) => Date.parse(e.eventTime) === last).flatMap((e) => names(e[side]))), 'DECLARED');
}

function oracleRun(id: string, own: readonly TestEvent[]): OracleRun {
  const events = own.filter((e) => e.run?.runId === id);
  const ends = events.filter((e) => rank.includes(e.eventType ?? ''));
  const end = ends.toSorted(
    (a, b) => Date.parse(b.eventTime) - Date.parse(a.eventTime) || rank.indexOf(b.eventType!) - rank.indexOf(a.eventType!),
  )[0];
  return {
    id,
    start: Math.min(...events.map((e) => Date.parse(e.eventTime))),
    end: end ? Date.parse(end.eventTime) : null,
    endType: end?.eventType ?? null,
    inputs: new Set(events.flatMap((e) => names(e.inputs))),
    outputs: new Set(events.flatMap((e) => names(e.outputs))),
  };
}

function greatest(runs: readonly OracleRun[], time: (run: OracleRun) => number): OracleRun | undefined {
  return runs.toSorted((a, b) => time(b) - time(a) || (b.id > a.id ? 1 : -1))[0];
}

function isContinuous(own: readonly TestEvent[]): boolean {
  const said = own.flatMap((e) => {
    const facet = e.job?.facets?.['jobType'] as { processingType: string } | undefined;
    return facet ? [{ at: Date.parse(e.eventTime), type: facet.processingType }] : [];
  });
  const last = said.toSorted((a, b) => b.at - a.at || (b.type > a.type ? 1 : -1))[0];
  return last?.type === 'STREAMING' || last?.type === 'SERVICE';
}

function names(list: TestEvent['inputs']): string[] {
  return (list ?? []).map((d) => `${d.namespace}/${d.name}`);
}

function withBasis(datasets: ReadonlySet<string>, basis: string): Set<string> {
  return new Set([...datasets].map((dataset) => `${dataset} ${basis}`));
}

/** Every vertex mentioned, with the first and the last time. */
export function nodesOf(events: readonly TestEvent[]): string[] {
  const seen = new Map<string, string[]>();
  for (const e of events) {
    const mentioned = [
      ...(e.job ? [`job ${e.job.namespace}/${e.job.name}`] : []),
      ...[...(e.inputs ?? []), ...(e.outputs ?? []), ...(e.dataset ? [e.dataset] : [])].map((d) => `dataset ${d.namespace}/${d.name}`),
    ];
    for (const node of mentioned) seen.set(node, [...(seen.get(node) ?? []), e.eventTime]);
  }
  return [...seen].map(([node, times]) => `${node} ${times.toSorted()[0]} ${times.toSorted().at(-1)}`).toSorted();
}
