import { namesOf } from '../run-dataset/dataset-names.sql.ts';

/**
 * Runs that belong together, each group under a key: runs of a job, children of a run, runs that read or wrote a dataset
 * by any of its names, attempts (the key is one of them).
 */
export type RunGroup = 'job' | 'parent' | 'readers' | 'writers' | 'attempts';

/** Counts of groups stop here: one request may ask for thousands of them. */
export const maximumGroupCount = 1_000;

/** Members of the group of `k.group_id`: a `from` and the conditions on what it names `m`, perhaps several of them. */
type Members = readonly (readonly [from: string, conditions: string])[];

/**
 * Runs of one job are attempts at the same thing when they have one nominal time, or, without one, one parent.
 * Three cases, so that each is read along its own index.
 */
const attempts: Members = [
  ['runs.run s join runs.run m on m.job_id = s.job_id and m.nominal_start = s.nominal_start', 's.run_id = k.group_id'],
  [
    'runs.run s join runs.run m on m.parent_run_id = s.parent_run_id and m.job_id = s.job_id',
    's.run_id = k.group_id and s.nominal_start is null and m.nominal_start is null',
  ],
  ['runs.run m', 'm.run_id = k.group_id and m.nominal_start is null and m.parent_run_id is null'],
];

const members: Readonly<Record<RunGroup, Members>> = {
  job: [['runs.run m', 'm.job_id = k.group_id']],
  parent: [['runs.run m', 'm.parent_run_id = k.group_id']],
  readers: [['runs.run_dataset m', `m.dataset_id = n.dataset_id and m.role = 'INPUT'`]],
  writers: [['runs.run_dataset m', `m.dataset_id = n.dataset_id and m.role = 'OUTPUT'`]],
  attempts,
};

/** Of each name of a dataset as many as are wanted of all, and of a run that used several names one. */
function ofEveryName(group: RunGroup, columns: string, selected: string): string {
  if (group !== 'readers' && group !== 'writers') return `(${selected})`;
  return `(select distinct ${columns} from ${namesOf('k.group_id')} n cross join lateral (${selected}) m)`;
}

/** Pages of many groups, newest first, one more than asked for of each. */
export function groupPageText(group: RunGroup, columns: string): string {
  const pages = members[group].map(([from, conditions]) =>
    ofEveryName(
      group,
      'm.run_id, m.started_at',
      `select m.run_id, m.started_at from ${from}
       where ${conditions} and (m.started_at, m.run_id) < (coalesce(k.after_time, 'infinity'), coalesce(k.after_id, ''))
       order by m.started_at desc, m.run_id desc limit k.size + 1`,
    ),
  );
  return `
select k.place::int as place, ${columns}
from unnest($1::text[], $2::int[], $3::timestamptz[], $4::text[]) with ordinality k (group_id, size, after_time, after_id, place)
cross join lateral (
  select run_id from (${pages.join(' union all ')}) page order by started_at desc, run_id desc limit k.size + 1
) page
cross join lateral (select * from runs.run where run_id = page.run_id limit 1) r
order by k.place, r.started_at desc, r.run_id desc`;
}

/** How many each group has, as far as the maximum and one more. */
export function groupCountText(group: RunGroup): string {
  const all = members[group].map(([from, conditions]) =>
    ofEveryName(group, 'm.run_id', `select m.run_id from ${from} where ${conditions} limit ${maximumGroupCount + 1}`),
  );
  return `
select k.group_id as "groupId", c.count from unnest($1::text[]) k (group_id) cross join lateral (
  select count(*)::int as count from (${all.join(' union all ')}) counted
) c`;
}

/** Which of the attempts each run is, counted from one; as far as the maximum and one more. */
export const attemptNumbersText = `
select k.group_id as "groupId", c.count from unnest($1::text[]) k (group_id) cross join lateral (
  select count(*)::int as count from (${attempts
    .map(
      ([from, conditions]) => `(
    select from ${from} where ${conditions} and (m.started_at, m.run_id) <= (select o.started_at, o.run_id from runs.run o where o.run_id = k.group_id)
    limit ${maximumGroupCount + 1})`,
    )
    .join(' union all ')}) counted
) c`;
