import { CombinedError, type Client } from '@urql/core';
import { GraphColumnPathsDocument, GraphColumnTraceDocument, type PathStepFragment } from '../../generated/graphql/graphql.ts';
import type { ColumnPath, ColumnRef, ColumnStep } from './model.ts';

/** The whole path of a column, both ways, over whatever is shown and whatever is not. */
export async function loadTrace(client: Client, of: ColumnRef, asOf: string | null): Promise<ColumnPath | CombinedError> {
  const { data, error } = await client.query(GraphColumnTraceDocument, { datasetId: of.datasetId, column: of.column, asOf }).toPromise();
  if (!data) return error ?? new CombinedError({});
  return { of, to: null, between: [], steps: data.columnTrace.edges.map(stepOf), truncated: data.columnTrace.truncated };
}

/** How data gets from one of two columns to the other, whichever lies upstream. */
export async function loadPaths(client: Client, of: ColumnRef, to: ColumnRef, asOf: string | null): Promise<ColumnPath | CombinedError> {
  const [down, up] = await Promise.all([askPaths(client, of, to, asOf), askPaths(client, to, of, asOf)]);
  if (down instanceof CombinedError) return down;
  if (up instanceof CombinedError) return up;
  const found = down.paths.length > 0 ? down : up;
  const steps = new Map(found.paths.flatMap((path) => path.columnEdges.map((edge) => [String(edge.id), stepOf(edge)] as const)));
  const between = found.paths.map((path) => path.columnEdges.map(({ id }) => String(id)));
  return { of, to, between, steps: [...steps.values()], truncated: found.hasMore || !found.complete };
}

async function askPaths(client: Client, from: ColumnRef, to: ColumnRef, asOf: string | null) {
  const variables = { fromId: from.datasetId, fromColumn: from.column, toId: to.datasetId, toColumn: to.column, asOf };
  const { data, error } = await client.query(GraphColumnPathsDocument, variables).toPromise();
  return data?.lineagePaths ?? error ?? new CombinedError({});
}

function stepOf(edge: PathStepFragment): ColumnStep {
  return {
    id: String(edge.id),
    source: { datasetId: String(edge.sourceId), column: edge.sourceColumn ?? null },
    target: { datasetId: String(edge.targetId), column: edge.targetColumn ?? null },
    jobId: edge.jobId === null || edge.jobId === undefined ? null : String(edge.jobId),
    type: edge.type ?? null,
    subtype: edge.subtype ?? null,
    masking: edge.masking,
    rule: edge.rule,
    basis: edge.basis,
  };
}
