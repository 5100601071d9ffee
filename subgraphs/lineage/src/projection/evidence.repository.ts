import type { ProjectorTx } from '@hotpass/log';
import type { DeclarationEvidence, Evidence, RunEvidence } from './latest.ts';
import type { Outcome } from './run-shape.ts';
import { sides } from './side.ts';
import type { Side } from './side.ts';
import { fromSqlTime, sqlTime } from './sql-time.ts';
import type { TouchedPoint } from './touched.ts';
import type { Layer, Surroundings, Window } from './windows.ts';

interface SurroundingsRow {
  readonly n: string;
  readonly first_completed: Date | null;
  readonly first_started: Date | null;
  readonly next_completed: Date | null;
  readonly next_started: Date | null;
  readonly next_declared: Date | null;
}

interface EvidenceRow {
  readonly n: string;
  readonly layer: Layer;
  readonly run: string | null;
  readonly at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly outcome: Outcome | null;
  readonly hash: string;
}

/** All sides in one statement, each written out so that it meets its own partial indexes. */
function ofEachSide(sql: (side: Side, hash: string) => string): string {
  return sides.map((side) => sql(side, `${side}_hash`)).join(' union all ');
}

/**
 * What is not needed is not looked up: where a run has completed before the point, nothing weaker matters,
 * and the first start is no later than that.
 */
const survey = ofEachSide(
  (side, hash) => `
  select k.n, c.first as first_completed, s.first as first_started,
    (select min(r.ended_at) from lineage.run_shape r
     where r.job = v.id and r.outcome = 'COMPLETE' and r.${hash} is not null and r.ended_at > k.at) as next_completed,
    case when k.continuous or c.first is null or c.first > k.at then (
      select min(r.started_at) from lineage.run_shape r where r.job = v.id and r.${hash} is not null and r.started_at > k.at) end as next_started,
    case when s.first is null or s.first > k.at then (
      select min(d.event_time) from lineage.job_declaration d where d.job = v.id and d.${hash} is not null and d.event_time > k.at) end as next_declared
  from unnest($1::text[], $2::text[], $3::timestamptz[], $4::boolean[]) with ordinality as k(job, side, at, continuous, n)
  join lineage.node v on v.uid = k.job
  cross join lateral (
    select min(r.ended_at) as first from lineage.run_shape r where r.job = v.id and r.outcome = 'COMPLETE' and r.${hash} is not null
  ) c
  cross join lateral (
    select case when c.first <= k.at then c.first else (
      select min(r.started_at) from lineage.run_shape r where r.job = v.id and r.${hash} is not null) end as first
  ) s
  where k.side = '${side}'`,
);

/** Everything of a layer within [lo, hi), and the newest before lo. */
function layer(side: Side, name: Layer, table: string, columns: string, key: string, tie: string, where: string): string {
  const newest = [key, ...tie.split(' ').filter(Boolean)].map((column) => `${column} desc`).join(', ');
  return `
  select k.n, '${name}' as layer, x.*
  from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[]) with ordinality as k(job, side, layer, lo, hi, n)
  join lineage.node v on v.uid = k.job
  cross join lateral (
    (select ${columns} from lineage.${table} where job = v.id and ${where} and ${key} < k.lo order by ${newest} limit 1)
    union all
    (select ${columns} from lineage.${table} where job = v.id and ${where} and ${key} >= k.lo and ${key} < k.hi)
  ) x
  where k.side = '${side}' and k.layer = '${name}'`;
}

const evidence = ofEachSide((side, hash) => {
  const run = (key: string): string => `'run_' || run as run, ${key} as at, started_at, ended_at, outcome, ${hash} as hash`;
  return [
    layer(side, 'completed', 'run_shape', run('ended_at'), 'ended_at', 'run', `outcome = 'COMPLETE' and ${hash} is not null`),
    layer(side, 'started', 'run_shape', run('started_at'), 'started_at', 'run', `${hash} is not null`),
    layer(
      side,
      'declared',
      'job_declaration',
      `null, event_time, null::timestamptz, null::timestamptz, null, ${hash}`,
      'event_time',
      '',
      `${hash} is not null`,
    ),
  ].join(' union all ');
});

/** Finds, by index, what can decide one side of a job around an instant; never reads a job's whole history. */
export class EvidenceRepository {
  /** In the order of the points. */
  async survey(tx: ProjectorTx, points: readonly (TouchedPoint & { readonly continuous: boolean })[]): Promise<Surroundings[]> {
    const values = [points.map((p) => p.job), points.map((p) => p.side), points.map((p) => sqlTime(p.at)), points.map((p) => p.continuous)];
    const rows = await tx.query<SurroundingsRow>({ name: 'lineage.evidence.survey', text: survey, values });
    const byPoint = new Map(rows.map((row) => [Number(row.n), row]));
    return points.map((_, i) => {
      const row = byPoint.get(i + 1);
      return {
        firstCompleted: fromSqlTime(row?.first_completed ?? null),
        firstStarted: fromSqlTime(row?.first_started ?? null),
        nextCompleted: fromSqlTime(row?.next_completed ?? null),
        nextStarted: fromSqlTime(row?.next_started ?? null),
        nextDeclared: fromSqlTime(row?.next_declared ?? null),
      };
    });
  }

  async read(tx: ProjectorTx, windows: readonly Window[]): Promise<Map<Window, Evidence>> {
    const asked = windows.flatMap((window) =>
      (['completed', 'started', 'declared'] as const)
        .filter((name) => window.layers[name] > window.from)
        .map((name) => ({ window, name, to: window.layers[name] })),
    );
    const values = [
      asked.map(({ window }) => window.job),
      asked.map(({ window }) => window.side),
      asked.map(({ name }) => name),
      asked.map(({ window }) => sqlTime(window.from)),
      asked.map(({ to }) => sqlTime(to)),
    ];
    const rows = await tx.query<EvidenceRow>({ name: 'lineage.evidence.read', text: evidence, values });
    const byWindow = Map.groupBy(rows, (row) => asked[Number(row.n) - 1]?.window);
    return new Map(windows.map((window) => [window, toEvidence(byWindow.get(window) ?? [])]));
  }
}

function toEvidence(rows: readonly EvidenceRow[]): Evidence {
  const ofLayer = (name: Layer): EvidenceRow[] => rows.filter((row) => row.layer === name);
  return {
    completed: ofLayer('completed').map(toRun),
    started: ofLayer('started').map(toRun),
    declared: ofLayer('declared').map((row): DeclarationEvidence => ({ eventTime: fromSqlTime(row.at), hash: row.hash })),
  };
}

function toRun(row: EvidenceRow): RunEvidence {
  return {
    run: row.run ?? '',
    startedAt: fromSqlTime(row.started_at),
    endedAt: row.ended_at === null ? null : fromSqlTime(row.ended_at),
    outcome: row.outcome,
    hash: row.hash,
  };
}
