import { namespaceId } from '@hotpass/kernel';
import type { ProjectorTx, ReadTx } from '@hotpass/log';
import type { MentionedNode } from '../projection/batch-facts.ts';
import { slices } from '../projection/slices.ts';
import { sqlTime } from '../projection/sql-time.ts';
import type { ListedNode, NodePageRequest, NodeRow, SortKey } from './node.row.ts';
import { storable } from './storable.ts';

const writeNamespaces = `
  insert into lineage.namespace (uid, name)
  select k.uid, k.name
  from unnest($1::text[], $2::text[]) as k(uid, name)
  where not exists (select from lineage.namespace s where s.uid = k.uid)
  on conflict (uid) do nothing`;

/**
 * Most are known: those are updated, and only the others go to the insert, which works out the columns that search
 * reads of each row it is offered. `offset 0` keeps each a lookup by key.
 */
const writeNodes = `
  with k as materialized (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
      as k(uid, kind, namespace, name, first_seen, last_seen)
  ), known as (
    update lineage.node n
    set first_seen = least(n.first_seen, k.first_seen), last_seen = greatest(n.last_seen, k.last_seen)
    from k where n.uid = k.uid and (k.first_seen < n.first_seen or k.last_seen > n.last_seen)
  )
  insert into lineage.node as n (uid, kind, namespace, name, first_seen, last_seen)
  select k.uid, k.kind, s.id, k.name, k.first_seen, k.last_seen
  from k join lineage.namespace s on s.uid = k.namespace
  where not exists (select from lineage.node o where o.uid = k.uid offset 0)
  on conflict (uid) do update
  set first_seen = least(n.first_seen, excluded.first_seen), last_seen = greatest(n.last_seen, excluded.last_seen)
  where excluded.first_seen < n.first_seen or excluded.last_seen > n.last_seen`;

const columns = `v.uid as id, v.kind, s.uid as "namespaceId", s.name as namespace, v.name,
  v.first_seen as "firstSeen", v.last_seen as "lastSeen"`;

const byIds = `
  select ${columns} from lineage.node v join lineage.namespace s on s.id = v.namespace where v.uid = any($1::text[])`;

const pages = `
  select k.n::int as n, x.*
  from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[]) with ordinality as k(namespace, kind, size, after_name, after_id, n)
  join lineage.namespace s on s.uid = k.namespace
  cross join lateral (
    select ${columns}, left(v.name, 200) as "sortName"
    from lineage.node v
    where v.namespace = s.id and v.kind = k.kind and (left(v.name, 200) collate "C", v.uid) > (k.after_name, k.after_id)
    order by left(v.name, 200) collate "C", v.uid
    limit k.size
  ) x
  order by k.n, x."sortName" collate "C", x.id`;

/** A row of a page with its sort key, and which of the asked pages it belongs to. */
export interface PagedNodeRow extends ListedNode {
  readonly n: number;
}

const beforeAll: SortKey = ['', ''];

/** Vertices of the graph and their namespaces: the projector's writes, everybody's reads. */
export class NodeRepository {
  async mention(tx: ProjectorTx, nodes: readonly MentionedNode[]): Promise<void> {
    const namespaces = [...new Set(nodes.map((node) => node.namespace))];
    const ids = namespaces.map(namespaceId);
    await Promise.all([
      tx.query({ name: 'lineage.namespace.write', text: writeNamespaces, values: [ids, namespaces] }),
      insertNodes(tx, nodes),
    ]);
  }

  byIds(tx: ReadTx, ids: readonly string[]): Promise<NodeRow[]> {
    return tx.query<NodeRow>({ name: 'lineage.node.by_ids', text: byIds, values: [storable(ids)] });
  }

  /** One row more than each page holds, when there is one. */
  pages(tx: ReadTx, requests: readonly NodePageRequest[]): Promise<PagedNodeRow[]> {
    const after = requests.map((request) => request.after ?? beforeAll);
    const values = [
      requests.map((request) => request.namespaceId),
      requests.map((request) => request.kind),
      requests.map((request) => request.size + 1),
      after.map(([name]) => name),
      after.map(([, id]) => id),
    ];
    return tx.query<PagedNodeRow>({ text: pages, values });
  }
}

async function insertNodes(tx: ProjectorTx, nodes: readonly MentionedNode[]): Promise<void> {
  for (const slice of slices(nodes)) {
    await tx.query({
      name: 'lineage.node.write',
      text: writeNodes,
      values: [
        slice.map((node) => node.id),
        slice.map((node) => node.kind),
        slice.map((node) => namespaceId(node.namespace)),
        slice.map((node) => node.name),
        slice.map((node) => sqlTime(node.firstSeen)),
        slice.map((node) => sqlTime(node.lastSeen)),
      ],
    });
  }
}
