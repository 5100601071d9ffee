import { useQuery } from 'urql';
import { InspectorDatasetNamesDocument } from '../../generated/graphql/graphql.ts';
import type { GraphTopology } from '../lineage-graph/model.ts';

/** Names of datasets by id, those that are not in the graph asked for; until they are known the id stands for them. */
export function useDatasetNames({ vertices }: GraphTopology, missing: readonly string[]): (id: string) => string {
  const ids = missing.slice(0, 100);
  const [{ data }] = useQuery({ query: InspectorDatasetNamesDocument, variables: { ids: [...ids] }, pause: ids.length === 0 });
  const named = new Map(data?.datasets.nodes.map(({ id, name }) => [String(id), name]));
  return (id) => vertices.get(id)?.name ?? named.get(id) ?? id;
}
