import { datasetId, jobId } from '@hotpass/kernel';
import type { ProjectorTx, ReadTx } from '@hotpass/log';

const namesOfTests: ReadonlyMap<string, string> = new Map([
  ...['a', 'b', 'c'].map((name) => [datasetId('db', name), `db/${name}`] as const),
  ...['load', 'clean'].map((name) => [jobId('pipelines', name), `pipelines/${name}`] as const),
]);

const statements = {
  facet: `select f.entity as id, f.name || ' ' || (extract(epoch from f.at) * 1000)::bigint || ' ' || coalesce(d.doc, '') as line
          from lineage.entity_facet f left join lineage.facet_doc d on d.hash = f.hash`,
  tag: `select entity as id, ordinal || ' ' || field || ' ' || key || '=' || value || ' ' || coalesce(source, 'null') as line from lineage.facet_tag`,
  column: `select dataset as id, ordinal || ' ' || path || ' ' || coalesce(type, 'null') || ' ' || coalesce(description, 'null') as line
           from lineage.dataset_column`,
  named: 'select dataset as id, path as line from lineage.named_column',
  version: `select dataset as id, run || ' ' || (extract(epoch from at) * 1000)::bigint || ' ' || coalesce(version, 'null') || ' '
              || coalesce(replace(schema_hash::text, '-', ''), 'null') || ' ' || coalesce(lifecycle, 'null') as line
            from lineage.dataset_version`,
  pin: `select dataset as id, version || ' ' || (extract(epoch from at) * 1000)::bigint as line from lineage.dataset_pin`,
  lifecycle: `select dataset as id, told_by || ' ' || change || ' ' || (extract(epoch from at) * 1000)::bigint || ' ' || coalesce(previous_name, 'null') as line
              from lineage.dataset_lifecycle`,
};

/** Everything the projector of facets holds, in the oracle's words; `names` has those of the ids. */
export async function storedFacts(tx: ReadTx, names = namesOfTests): Promise<string[]> {
  const lines: string[] = [];
  for (const [kind, text] of Object.entries(statements)) {
    const rows = await tx.query<{ id: string; line: string }>({ text });
    lines.push(...rows.map(({ id, line }) => `${kind} ${names.get(id)} ${line}`));
  }
  return lines.toSorted();
}

/** Documents of facets that no entity holds any more. */
export async function idleDocuments(tx: ProjectorTx): Promise<number> {
  const [row] = await tx.query<{ count: number }>({
    text: `select count(*)::int as count from lineage.facet_doc d
           where not exists (select from lineage.entity_facet f where f.hash = d.hash)`,
  });
  return row!.count;
}
