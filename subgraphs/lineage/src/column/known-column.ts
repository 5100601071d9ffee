import { NotFoundError } from '@hotpass/kernel';
import type { ReadTx } from '@hotpass/log';

const misses = `
  with names as materialized (select s.id from lineage.same_as($1) as s(id))
  select exists (select from names n join lineage.dataset_column c on c.dataset = n.id)
     and not exists (select from names n join lineage.dataset_column c on c.dataset = n.id where c.path = $2)
     and not exists (select from names n join lineage.named_column c on c.dataset = n.id where c.path = $2) as misses`;

/**
 * A name misspelt is refused, before "nothing depends on it" is believed. Only the newest state can tell: what a dataset
 * without a schema has, or had in the past, nobody knows.
 * @throws NotFoundError when the dataset tells its columns, this is none of them, and no column lineage names it.
 */
export async function checkColumn(tx: ReadTx, datasetId: string, column: string | null, asOf: Date | null): Promise<void> {
  if (column === null || asOf !== null) return;
  const [row] = await tx.query<{ readonly misses: boolean }>({ text: misses, values: [datasetId, column] });
  if (row?.misses) throw new NotFoundError('This dataset has no such column; its `columns` are what it has.', { datasetId });
}
