import { lineageSearch, type LineageAddress } from '../../address/lineage-address.ts';
import { stringifySearchText } from '../../address/search-text.ts';

/** The path that shows the same moment and the same part of the canvas to whoever opens it. */
export function pinnedPath(pathname: string, address: LineageAddress, nowMs: number, xyz: LineageAddress['xyz']): string {
  const at = address.at ?? new Date(nowMs).toISOString();
  return pathname + stringifySearchText(lineageSearch({ ...address, at, xyz: xyz ?? address.xyz }));
}

/** Where GraphiQL opens with an operation in it; what follows `#` never leaves the browser. */
export function explorerPath(operation: string): string {
  return `/graphql#${new URLSearchParams({ query: operation }).toString()}`;
}
