import type { LineageAddress } from '../../address/lineage-address.ts';
import type { LineageInput } from '../../generated/graphql/graphql.ts';

/** From this many vertices on the graph is grouped, summarised, or not drawn at all (ux §6). */
export const limits = { full: 300, grouped: 1_500, drawn: 5_000 } as const;

/** Something opened beyond the base slice, as an entry of `open` in the address says it. */
export interface OpenedEntry {
  readonly key: string;
  readonly id: string;
  readonly what: 'up' | 'down' | 'vertex';
}

/** The base slice of an address. */
export function baseInput(rootId: string, address: LineageAddress, maxNodes: number): LineageInput {
  return {
    rootId,
    upstreamDepth: address.up,
    downstreamDepth: address.down,
    ...(address.tag.length > 0 ? { tags: [...address.tag] } : {}),
    ...(address.ns.length > 0 ? { namespaces: [...address.ns] } : {}),
    ...(address.at === null ? {} : { asOf: address.at }),
    maxNodes,
  };
}

/** What `open` names besides columns, groups and the traced path, which are no slices of their own. */
export function openedEntries(open: readonly string[]): readonly OpenedEntry[] {
  return open.flatMap((key) => {
    const match = /^(.+):(up|down|vertex)$/.exec(key);
    return match ? [{ key, id: match[1]!, what: match[2] as OpenedEntry['what'] }] : [];
  });
}

/** The slice an opened entry is taken from. */
export function openedInput({ id, what }: OpenedEntry, address: LineageAddress): LineageInput {
  const direction = what === 'up' ? 'UPSTREAM' : what === 'down' ? 'DOWNSTREAM' : 'BOTH';
  return {
    rootId: id,
    direction,
    upstreamDepth: 1,
    downstreamDepth: 1,
    ...(address.at === null ? {} : { asOf: address.at }),
    maxNodes: limits.full,
  };
}
