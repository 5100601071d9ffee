import type { ReadTx } from '@hotpass/log';
import type { Instant } from './lineage-index.ts';

/** A vertex by any of its names: the row that stands for all of them. */
export interface Vertex {
  readonly node: string;
  readonly id: string;
  readonly kind: 'dataset' | 'job';
}

const representative = `
  select r.id as node, r.uid as id, r.kind
  from lineage.node asked
  left join lineage.alias_at($2, $3) a on a.member = asked.id
  join lineage.node r on r.id = coalesce(a.representative, asked.id)
  where asked.uid = $1`;

export async function readVertex(tx: ReadTx, id: string, { validAt, knownAt }: Instant): Promise<Vertex | null> {
  const [vertex] = await tx.query<Vertex>({ text: representative, values: [id, validAt ?? null, knownAt ?? null] });
  return vertex ?? null;
}

const representatives = `
  select distinct r.uid
  from lineage.node asked
  left join lineage.alias_at($2, $3) a on a.member = asked.id
  join lineage.node r on r.id = coalesce(a.representative, asked.id)
  where asked.uid = any($1::text[])`;

export async function readRepresentatives(tx: ReadTx, ids: readonly string[], { validAt, knownAt }: Instant): Promise<string[]> {
  const rows = await tx.query<{ uid: string }>({ text: representatives, values: [ids, validAt ?? null, knownAt ?? null] });
  return rows.map((row) => row.uid);
}
