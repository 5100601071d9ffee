/** Names of one dataset that are looked at: the one asked for, then the others by id. */
const maximumNames = 1_000;

/** A lateral `from` item: the dataset that `of` names by every name it has, its own included, as `dataset_id`. */
export function namesOf(of: string): string {
  return `lateral (
    select ${of}::text collate "C" as dataset_id
    union all
    (select other.dataset_id from runs.dataset_name other
     where other.class_id = (select own.class_id from runs.dataset_name own where own.dataset_id = ${of}) and other.dataset_id <> ${of}
     order by other.dataset_id limit ${maximumNames - 1})
  )`;
}
