import type { Principal } from '@hotpass/kernel';
import { consumerCursor, type Database } from '@hotpass/log';
import { runsProjectorName } from '../projectors/openlineage.projector.ts';
import { namesOf } from '../run-dataset/dataset-names.sql.ts';
import { runColumns } from '../run/run.row.ts';
import { waterfall, type StepRow, type StepTree } from './waterfall.ts';

/** More steps, or deeper ones, are not shown; the answer says so. */
const limits = { steps: 1_000, levels: 32 } as const;

/**
 * Level by level, so that what is cut is what lies deepest. A run has one parent, so a circle can only be met at the root.
 * The inner limit keeps the planner from reading all runs.
 */
const treesText = `
select k.place::int as place, down.depth, ${runColumns}
from unnest($1::text[]) with ordinality k (root_id, place)
cross join lateral (
  with recursive down as (
    select k.root_id collate "C" as run_id, 0 as depth
    union all
    select child.run_id, down.depth + 1
    from down cross join lateral (
      select c.run_id from runs.run c where c.parent_run_id = down.run_id and c.run_id <> k.root_id
      order by c.started_at desc, c.run_id desc limit ${limits.steps + 2}
    ) child
    where down.depth < ${limits.levels + 1}
  )
  select * from down limit ${limits.steps + 2}
) down
cross join lateral (select * from runs.run where run_id = down.run_id limit 1) r
where down.depth > 0`;

/** Inputs of one step that are looked at for what it comes after. */
const maximumInputs = 200;

/** Of each input of a step the step that wrote it, by any of its names, last before that started: no farther back than the first step. */
const linksText = `
with step as (
  select r.run_id, r.started_at from unnest($1::text[]) k (run_id) cross join lateral (select * from runs.run where run_id = k.run_id limit 1) r
), first as (select min(started_at) as started_at from step)
select distinct s.run_id as "runId", w.run_id as "followsId"
from step s
cross join lateral (
  select dataset_id from runs.run_dataset where run_id = s.run_id and role = 'INPUT' order by dataset_id limit ${maximumInputs}
) i
cross join lateral (
  select named.run_id from ${namesOf('i.dataset_id')} n cross join lateral (
    select o.run_id, o.started_at from runs.run_dataset o
    where o.dataset_id = n.dataset_id and o.role = 'OUTPUT' and o.started_at < s.started_at
      and o.started_at >= (select started_at from first) and o.run_id = any($1::text[])
    order by o.started_at desc, o.run_id desc limit 1
  ) named order by named.started_at desc, named.run_id desc limit 1
) w
order by 1, 2`;

/** A step and one that it comes after. */
export interface StepLink {
  readonly runId: string;
  readonly followsId: string;
}

/** Reads of the runs below a run. */
export class StepRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** In the order of the ids. */
  async trees(principal: Principal, runIds: readonly string[]): Promise<StepTree[]> {
    return this.#database.read(principal, async (tx) => {
      const rows = await tx.query<StepRow & { place: number }>({ name: 'runs_steps', text: treesText, values: [runIds] });
      const cursor = await consumerCursor(tx, runsProjectorName);
      const found = Map.groupBy(rows, (row) => row.place);
      return runIds.map((id, index) => stepTree(id, found.get(index + 1) ?? [], cursor));
    });
  }

  /** Which of these steps read what which of them wrote. */
  async links(principal: Principal, runIds: readonly string[]): Promise<StepLink[]> {
    return this.#database.read(principal, (tx) => tx.query<StepLink>({ name: 'runs_step_links', text: linksText, values: [runIds] }));
  }
}

function stepTree(rootId: string, rows: readonly StepRow[], cursor: string): StepTree {
  const shown = rows
    .toSorted((a, b) => a.depth - b.depth)
    .slice(0, limits.steps)
    .filter(({ depth }) => depth <= limits.levels);
  return { steps: waterfall(rootId, shown), truncated: shown.length < rows.length, cursor };
}
