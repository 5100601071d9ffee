import { lineageSearch, type LineageAddress } from '../../address/lineage-address.ts';
import { runsSearch, type RunsAddress } from '../../address/runs-address.ts';
import { stringifySearchText } from '../../address/search-text.ts';

/** The path that shows the same moment and the same part of the canvas to whoever opens it. */
export function pinnedPath(pathname: string, address: LineageAddress, nowMs: number, xyz: LineageAddress['xyz']): string {
  const at = address.at ?? new Date(nowMs).toISOString();
  return pathname + stringifySearchText(lineageSearch({ ...address, at, xyz: xyz ?? address.xyz }));
}

/** The path that shows the same stretch of time to whoever opens it. */
export function pinnedRunsPath(address: RunsAddress, nowMs: number): string {
  return `/runs${stringifySearchText(runsSearch({ ...address, to: address.to ?? new Date(nowMs).toISOString() }))}`;
}

/** Where GraphiQL opens with an operation in it; what follows `#` never leaves the browser. */
export function explorerPath(operation: string): string {
  return `/graphql#${new URLSearchParams({ query: operation }).toString()}`;
}
