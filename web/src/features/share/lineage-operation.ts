import type { LineageAddress } from '../../address/lineage-address.ts';
import { parseColumnRef } from '../lineage-graph/column-ref.ts';
import { baseInput, limits, openedEntries, openedInput } from '../lineage-graph/graph-request.ts';
import { GraphColumnPathsDocument, GraphColumnTraceDocument, GraphSliceDocument } from '../../generated/graphql/graphql.ts';
import { operationText, type AskedOperation } from './operation-text.ts';

/** What fetches the graph of an address: its slice, what is opened beyond it, and its traced path. */
export function lineageOperations(rootId: string, address: LineageAddress): string {
  const base = { document: GraphSliceDocument, variables: { input: baseInput(rootId, address, limits.grouped) } };
  const opened = openedEntries(address.open).map((entry, place) => ({
    ...{ document: GraphSliceDocument, variables: { input: openedInput(entry, address) } },
    name: `GraphSliceOpened${place + 1}`,
  }));
  return operationText([base, ...opened, ...pathOperations(rootId, address)], remarksOf(address));
}

function pathOperations(rootId: string, { col, to, at }: LineageAddress): readonly AskedOperation[] {
  if (col === null) return [];
  const { datasetId, column } = parseColumnRef(rootId, col);
  if (to === null) return [{ document: GraphColumnTraceDocument, variables: { datasetId, column, asOf: at } }];
  const other = parseColumnRef(rootId, to);
  const between = { fromId: datasetId, fromColumn: column, toId: other.datasetId, toColumn: other.column, asOf: at };
  return [{ document: GraphColumnPathsDocument, variables: between }];
}

/** The hub gives the neighbourhood; these filters are the page's own. */
function remarksOf({ q, state }: LineageAddress): readonly string[] {
  return [
    ...(q === null ? [] : [`Of these the page shows those whose name contains ${JSON.stringify(q)}.`]),
    ...(state.length === 0 ? [] : [`Of these the page shows those whose last run is in one of the states: ${state.join(', ')}.`]),
  ];
}
