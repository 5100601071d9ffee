import { datasetId, jobId } from '@hotpass/kernel';
import type { ColumnDependency } from '../../src/lineage-index/lineage-index.ts';
import type { Basis } from '../../src/projection/latest.ts';
import type { World, WorldEdge } from '../lineage-index/naive-graph.ts';
import type { TestDataset, TestEvent } from '../projection/events.ts';
import { aliasesOf } from '../projection/oracle-aliases.ts';
import { membersOf, names, nodesOf } from '../projection/oracle-facets.ts';
import { columnEdgesOf, edgesOf } from '../projection/oracle.ts';

/** The state to look at: of an instant or the newest; of all that was ever named or of LATEST. */
export interface WorldView {
  readonly asOf?: string;
  readonly cumulative?: boolean;
  readonly since?: string;
}

/** A tag that depends on who is tagged and when, so that two events of one time say the same. */
export function tagsAt(name: string, eventTime: string): { key: string; value: string }[] {
  const sum = [...`${name} ${eventTime}`].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 1_009, 7);
  return sum % 2 === 0 ? [{ key: 'tier', value: sum % 4 === 0 ? 'gold' : 'lead' }] : [];
}

/** The graph recomputed from the raw events, by the words of the definitions. */
export function worldOf(events: readonly TestEvent[], view: WorldView): World {
  const nodes = nodesOf(events).map((line) => {
    const [kind, full] = line.split(' ') as ['dataset' | 'job', string];
    const [namespace, name] = full.split('/') as [string, string];
    return { id: idOf(full, kind), kind, namespace, name, tags: kind === 'dataset' ? newestTags(full, events) : [] };
  });
  const kinds = new Map(nodes.map((node) => [`${node.namespace}/${node.name}`, node.kind]));
  const id = (full: string): string => idOf(full, kinds.get(full)!);
  const isNow = isHeldAt(view.asOf ?? null);
  const aliases = aliasesOf(events).flatMap((line) => {
    const [, member, representative, from, to] = /^(\S+) => (\S+) (\S+) \.\. (\S+)$/.exec(line)!;
    return isNow(from!, to!) ? [[id(member!), id(representative!)] as const] : [];
  });
  const latest = edgesOf(events).flatMap((line): WorldEdge[] => {
    const [, src, dst, basis, from, to] = /^(\S+) -> (\S+) (\S+) (\S+) \.\. (\S+)$/.exec(line)!;
    return isNow(from!, to!) ? [{ src: id(src!), dst: id(dst!), basis: basis as Basis }] : [];
  });
  const everNamed = view.cumulative ? named(events, view).map(({ src, dst, basis }) => ({ src: id(src), dst: id(dst), basis })) : null;
  return { nodes, edges: everNamed ?? latest, aliases: new Map(aliases), columnEdges: columnsOf(events, id, isNow) };
}

function idOf(full: string, kind: 'dataset' | 'job'): string {
  const [namespace, name] = full.split('/') as [string, string];
  return kind === 'job' ? jobId(namespace, name) : datasetId(namespace, name);
}

function isHeldAt(asOf: string | null): (from: string, to: string) => boolean {
  return (from, to) => (asOf === null ? to === 'infinity' : from <= asOf && (to === 'infinity' || to > asOf));
}

function columnsOf(events: readonly TestEvent[], id: (full: string) => string, isNow: ReturnType<typeof isHeldAt>): ColumnDependency[] {
  return columnEdgesOf(events).flatMap((line): ColumnDependency[] => {
    const pattern = /^(no job|\S+): (\S+)\.(\S+) -> (\S+)\.(\S+) (DIRECT|INDIRECT) (\S+) (\S+) (\S+) (\S+) (\S+) \.\. (\S+)$/;
    const [, job, source, from, target, to, type, subtype, masking, rule, basis, since, until] = pattern.exec(line)!;
    if (!isNow(since!, until!)) return [];
    const column = (text: string): string | null => (text === '*' ? null : text);
    return [
      {
        ...{ jobId: job === 'no job' ? null : id(job!), sourceId: id(source!), sourceColumn: column(from!) },
        ...{ targetId: id(target!), targetColumn: column(to!), type: type as 'DIRECT' | 'INDIRECT' },
        ...{ subtype: subtype === '-' ? null : subtype!, masking: masking === 'masking' },
        ...{ rule: rule as ColumnDependency['rule'], basis: basis as Basis },
      },
    ];
  });
}

/** Pairs named by a run or JobEvent whose time meets the window, as the newest run that named them says, else DECLARED. */
function named(events: readonly TestEvent[], { asOf, since }: WorldView): WorldEdge[] {
  const jobs = new Set(events.flatMap((e) => names(e.job ? [e.job] : [])));
  return [...jobs].flatMap((job) => {
    const own = events.filter((e) => names(e.job ? [e.job] : [])[0] === job);
    const tellers = [...Map.groupBy(own, (e) => e.run?.runId ?? `at ${e.eventTime}`)].map(([run, told]) => ({
      run,
      ...spanOf(told),
      told,
    }));
    const meeting = tellers.filter(({ first, last }) => (asOf === undefined || first <= asOf) && (since === undefined || last >= since));
    const newestFirst = meeting
      .toSorted((a, b) => Number(a.isRun) - Number(b.isRun) || compare(a.first, b.first) || compare(a.run, b.run))
      .toReversed();
    const edges = new Map<string, WorldEdge>();
    for (const { told, isRun } of newestFirst) {
      const basis = isRun ? stateAt(told, asOf ?? null) : 'DECLARED';
      const pairs = [
        ...[...membersOf('inputs', told)].map((dataset) => ({ src: dataset, dst: job })),
        ...[...membersOf('outputs', told)].map((dataset) => ({ src: job, dst: dataset })),
      ];
      for (const pair of pairs) edges.set(`${pair.src} ${pair.dst}`, edges.get(`${pair.src} ${pair.dst}`) ?? { ...pair, basis });
    }
    return [...edges.values()];
  });
}

function spanOf(told: readonly TestEvent[]): { first: string; last: string; isRun: boolean } {
  const times = told.map((e) => e.eventTime).toSorted();
  return { first: times[0]!, last: times.at(-1)!, isRun: told[0]!.run !== undefined };
}

function stateAt(told: readonly TestEvent[], asOf: string | null): Basis {
  const rank = ['COMPLETE', 'ABORT', 'FAIL'];
  const end = told
    .filter((e) => rank.includes(e.eventType ?? ''))
    .toSorted((a, b) => compare(a.eventTime, b.eventTime) || rank.indexOf(a.eventType!) - rank.indexOf(b.eventType!))
    .at(-1);
  if (!end || (asOf !== null && end.eventTime > asOf)) return 'RUNNING';
  return end.eventType === 'COMPLETE' ? 'COMPLETED' : 'FAILED';
}

function newestTags(full: string, events: readonly TestEvent[]): string[] {
  const mentions = events.filter((e) => mentioned(e).some((dataset) => names([dataset])[0] === full));
  const newest = mentions
    .map((e) => e.eventTime)
    .toSorted()
    .at(-1);
  return newest === undefined ? [] : tagsAt(full.split('/')[1]!, newest).map(({ key, value }) => `${key}:${value}`);
}

export function mentioned(event: TestEvent): TestDataset[] {
  return [...(event.inputs ?? []), ...(event.outputs ?? []), ...(event.dataset ? [event.dataset] : [])];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
