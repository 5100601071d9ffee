/** Names of one dataset that are looked at: the one asked for, then the others by id. */
const maximumNames = 1_000;

/**
 * A lateral `from` item: the dataset that `of` names by every name it has, its own included, as `dataset_id`.
 * Without the fence (`offset 0`) the planner may read all names in order until it has met those of the class.
 */
export function namesOf(of: string): string {
  return `lateral (
    select ${of}::text collate "C" as dataset_id
    union all
    (select other.dataset_id from (
       select dataset_id from runs.dataset_name
       where class_id = (select own.class_id from runs.dataset_name own where own.dataset_id = ${of}) and dataset_id <> ${of} offset 0
     ) other order by other.dataset_id limit ${maximumNames - 1})
  )`;
}
