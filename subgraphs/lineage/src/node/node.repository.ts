import type { ProjectorTx } from '@hotpass/log';
import { namespaceId } from '@hotpass/kernel';
import type { MentionedNode } from '../projection/batch-facts.ts';
import { sqlTime } from '../projection/sql-time.ts';

const writeNamespaces = `
  insert into lineage.namespace (uid, name)
  select k.uid, k.name
  from unnest($1::text[], $2::text[]) as k(uid, name)
  where not exists (select from lineage.namespace s where s.uid = k.uid)
  on conflict (uid) do nothing`;

const writeNodes = `
  insert into lineage.node as n (uid, kind, namespace, name, first_seen, last_seen)
  select k.uid, k.kind, s.id, k.name, k.first_seen, k.last_seen
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
    as k(uid, kind, namespace, name, first_seen, last_seen)
  join lineage.namespace s on s.uid = k.namespace
  on conflict (uid) do update
  set first_seen = least(n.first_seen, excluded.first_seen), last_seen = greatest(n.last_seen, excluded.last_seen)
  where excluded.first_seen < n.first_seen or excluded.last_seen > n.last_seen`;

/** Writes the vertices of the graph and their namespaces. */
export class NodeRepository {
  async mention(tx: ProjectorTx, nodes: readonly MentionedNode[]): Promise<void> {
    const namespaces = [...new Set(nodes.map((node) => node.namespace))];
    await tx.query({ text: writeNamespaces, values: [namespaces.map(namespaceId), namespaces] });
    await tx.query({
      text: writeNodes,
      values: [
        nodes.map((node) => node.id),
        nodes.map((node) => node.kind),
        nodes.map((node) => namespaceId(node.namespace)),
        nodes.map((node) => node.name),
        nodes.map((node) => sqlTime(node.firstSeen)),
        nodes.map((node) => sqlTime(node.lastSeen)),
      ],
    });
  }
}
