import { contentHash } from '@hotpass/kernel';
import type { ProjectorTx } from '@hotpass/log';
import type { RunFacet } from './read-facets.ts';

const writeDocsText = `
insert into runs.facet_doc (hash, doc)
select * from unnest($1::uuid[], $2::text[])
on conflict do nothing`;

const doc = (of: string): string => `(select d.doc from runs.facet_doc d where d.hash = ${of}.hash)`;

/** At one moment the greater text wins, bytewise. */
const writeFacetsText = `
insert into runs.run_facet as f (run_id, place, dataset_id, name, at, hash)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::uuid[])
on conflict (run_id, place, dataset_id, name) do update set at = excluded.at, hash = excluded.hash
where excluded.at > f.at or excluded.at = f.at and excluded.hash <> f.hash and ${doc('excluded')} > ${doc('f')}`;

/** The facets a projector has written, each text once however many runs tell it. */
export class RunFacetRepository {
  async write(tx: ProjectorTx, facets: readonly RunFacet[]): Promise<void> {
    const hashes = facets.map((facet) => contentHash(facet.doc.text));
    const docs = new Map(facets.map((facet, index) => [hashes[index]!, facet.doc.text]));
    const docsWritten = tx.query({ name: 'runs_write_facet_docs', text: writeDocsText, values: [[...docs.keys()], [...docs.values()]] });
    const values = [
      facets.map((facet) => facet.runId),
      facets.map((facet) => facet.place),
      facets.map((facet) => facet.datasetId),
      facets.map((facet) => facet.name),
      facets.map((facet) => facet.doc.at.toISOString()),
      hashes,
    ];
    await Promise.all([docsWritten, tx.query({ name: 'runs_write_facets', text: writeFacetsText, values })]);
  }

  async clear(tx: ProjectorTx): Promise<void> {
    await tx.query({ text: 'truncate runs.run_facet, runs.facet_doc' });
  }
}
