import { membersOf, names } from './oracle-facets.ts';
import type { OracleSide } from './oracle-facets.ts';
import type { TestEvent } from './events.ts';

/** A row of the graph, written so that two of them compare by text. */
export type EdgeLine = string;

interface OracleRun {
  readonly id: string;
  readonly start: number;
  readonly end: number | null;
  readonly endType: string | null;
  readonly members: ReadonlySet<string>;
}

/** What JobEvents of one instant declare. */
interface OracleDeclaration {
  readonly at: number;
  readonly members: ReadonlySet<string>;
}

const rank = ['COMPLETE', 'ABORT', 'FAIL'];

/**
 * P(S) by the words of the definition and nothing else: for each job, each side and each instant at which anything
 * happens, look at every run and every JobEvent. It shares no code with the projection.
 */
export function edgesOf(events: readonly TestEvent[]): EdgeLine[] {
  const lines = tellersOf(events).flatMap(({ job, own }) => [
    ...intervalsOf('inputs', own).map(({ member, rest }) => `${member} -> ${job} ${rest}`),
    ...intervalsOf('outputs', own).map(({ member, rest }) => `${job} -> ${member} ${rest}`),
  ]);
  return lines.toSorted();
}

/** The same for columns; a DatasetEvent is like the JobEvent of a job that is not named. */
export function columnEdgesOf(events: readonly TestEvent[]): EdgeLine[] {
  const ofJobs = tellersOf(events).flatMap(({ job, own }) =>
    intervalsOf('columns', own).map(({ member, rest }) => `${job}: ${member} ${rest}`),
  );
  const datasets = new Set(events.flatMap((e) => names(e.dataset ? [e.dataset] : [])));
  const ofDatasets = [...datasets].flatMap((dataset) =>
    intervalsOf(
      'columns',
      events.filter((e) => e.dataset && names([e.dataset])[0] === dataset),
    ).map(({ member, rest }) => `no job: ${member} ${rest}`),
  );
  return [...ofJobs, ...ofDatasets].toSorted();
}

/** Every pair that a run or a JobEvent names, with the first and the last event of those that do. */
export function seenOf(events: readonly TestEvent[]): EdgeLine[] {
  const spans = tellersOf(events).flatMap(({ job, own }) => {
    const runs = Map.groupBy(own, (e) => e.run?.runId ?? `at ${e.eventTime}`).values();
    return [...runs].flatMap((run) => {
      const times = run.map((e) => e.eventTime).toSorted();
      const pairs = [
        ...[...membersOf('inputs', run)].map((dataset) => `${dataset} -> ${job}`),
        ...[...membersOf('outputs', run)].map((dataset) => `${job} -> ${dataset}`),
      ];
      return pairs.map((pair) => ({ pair, first: times[0]!, last: times.at(-1)! }));
    });
  });
  const lines = [...Map.groupBy(spans, ({ pair }) => pair)].map(
    ([pair, of]) =>
      `${pair} ${of.map(({ first }) => first).toSorted()[0]} .. ${of
        .map(({ last }) => last)
        .toSorted()
        .at(-1)}`,
  );
  return lines.toSorted();
}

function tellersOf(events: readonly TestEvent[]): { job: string; own: TestEvent[] }[] {
  const jobs = new Set(events.flatMap((e) => names(e.job ? [e.job] : [])));
  return [...jobs].map((job) => ({ job, own: events.filter((e) => e.job && names([e.job])[0] === job) }));
}

function intervalsOf(side: OracleSide, own: readonly TestEvent[]): { member: string; rest: string }[] {
  const runs = [...new Set(own.flatMap((e) => (e.run ? [e.run.runId] : [])))].map((id) => oracleRun(id, side, own));
  const declared = declarationsOf(side, own);
  const continuous = isContinuous(own);
  const instants = [...new Set(own.map((e) => Date.parse(e.eventTime)))].toSorted((a, b) => a - b);
  const open = new Map<string, { member: string; basis: string; from: number }>();
  const found: { member: string; rest: string }[] = [];
  const close = (key: string, to: number | null): void => {
    const { member, basis, from } = open.get(key)!;
    found.push({ member, rest: `${basis} ${new Date(from).toISOString()} .. ${to === null ? 'infinity' : new Date(to).toISOString()}` });
    open.delete(key);
  };
  for (const t of instants) {
    const { members, basis } = latestAt(t, runs, declared, continuous);
    const now = new Map([...members].map((member) => [`${basis} ${member}`, member]));
    for (const key of [...open.keys()]) if (!now.has(key)) close(key, t);
    for (const [key, member] of now) if (!open.has(key)) open.set(key, { member, basis, from: t });
  }
  for (const key of [...open.keys()]) close(key, null);
  return found;
}

function latestAt(
  t: number,
  runs: readonly OracleRun[],
  declared: readonly OracleDeclaration[],
  continuous: boolean,
): { members: ReadonlySet<string>; basis: string } {
  const speaking = runs.filter((run) => run.members.size > 0);
  const completed = speaking.filter((run) => run.endType === 'COMPLETE' && run.end! <= t && !continuous);
  const best = greatest(completed, (run) => run.end!);
  if (best) return { members: best.members, basis: 'COMPLETED' };
  const newest = greatest(
    speaking.filter((run) => run.start <= t),
    (run) => run.start,
  );
  if (newest) {
    const ended = newest.end !== null && newest.end <= t;
    return { members: newest.members, basis: ended ? (newest.endType === 'COMPLETE' ? 'COMPLETED' : 'FAILED') : 'RUNNING' };
  }
  const last = declared.filter(({ at, members }) => members.size > 0 && at <= t).toSorted((a, b) => b.at - a.at)[0];
  return { members: last?.members ?? new Set(), basis: 'DECLARED' };
}

function declarationsOf(side: OracleSide, own: readonly TestEvent[]): OracleDeclaration[] {
  const byTime = Map.groupBy(
    own.filter((e) => !e.run),
    (e) => Date.parse(e.eventTime),
  );
  return [...byTime].map(([at, events]) => ({ at, members: membersOf(side, events) }));
}

function oracleRun(id: string, side: OracleSide, own: readonly TestEvent[]): OracleRun {
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
    members: membersOf(side, events),
  };
}

function greatest(runs: readonly OracleRun[], time: (run: OracleRun) => number): OracleRun | undefined {
  return runs.toSorted((a, b) => time(b) - time(a) || (b.id > a.id ? 1 : -1))[0];
}

function isContinuous(own: readonly TestEvent[]): boolean {
  const said = own.flatMap((e) => {
    const facet = e.job?.facets?.jobType;
    return facet ? [{ at: Date.parse(e.eventTime), type: facet.processingType }] : [];
  });
  const last = said.toSorted((a, b) => b.at - a.at || (b.type > a.type ? 1 : -1))[0];
  return last?.type === 'STREAMING' || last?.type === 'SERVICE';
}
