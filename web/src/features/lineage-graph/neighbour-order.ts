import type { Client } from '@urql/core';
import { GraphNeighbourOrderDocument } from '../../generated/graphql/graphql.ts';
import type { GraphTopology } from './model.ts';

/** The most neighbours one press opens. */
const openedAtOnce = 12;

/** Neighbours of a vertex on one side, most used first; none where the hub does not answer. */
export async function orderOfNeighbours(client: Client, id: string, side: 'up' | 'down', asOf: string | null): Promise<readonly string[]> {
  const direction = side === 'up' ? 'UPSTREAM' : 'DOWNSTREAM';
  const { data } = await client.query(GraphNeighbourOrderDocument, { id, direction, asOf }).toPromise();
  return data?.neighbours.nodes.map((neighbour) => neighbour.id) ?? [];
}

/** Those of the neighbours of a part's root that a press opens: what fails first, then what is used most. */
export function chosenNeighbours(part: GraphTopology, base: GraphTopology, order: readonly string[]): ReadonlySet<string> {
  const rank = new Map(order.map((id, index) => [id, index]));
  const failing = new Set(
    [...part.edges.values()].filter(({ basis }) => basis === 'FAILED').flatMap((edge) => [edge.sourceId, edge.targetId]),
  );
  const rankOf = (id: string): number => (failing.has(id) ? 0 : 1_000_000) + (rank.get(id) ?? 100_000);
  const neighbours = [...part.vertices.values()].filter(({ id, hop }) => Math.abs(hop) === 1 && !base.vertices.has(id));
  const ranked = neighbours.map(({ id }) => id).toSorted((a, b) => rankOf(a) - rankOf(b));
  return new Set([...ranked.slice(0, openedAtOnce), ...[...part.vertices.keys()].filter((id) => base.vertices.has(id))]);
}
