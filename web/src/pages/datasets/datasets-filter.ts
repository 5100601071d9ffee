import type { DatasetsAddress } from '../../address/datasets-address.ts';
import type { DatasetFilter } from '../../generated/graphql/graphql.ts';

/** The filter of an address, for the hub; null where nothing is filtered. A dataset carries the tags of its columns too. */
export function datasetFilterOf({ ns, tag, state, q }: DatasetsAddress): DatasetFilter | null {
  const parts: DatasetFilter[] = [];
  if (ns.length > 0) parts.push({ namespace: { in: [...ns] } });
  if (q) parts.push({ name: { contains: q } });
  if (state) parts.push({ state: { eq: state } });
  for (const one of tag) parts.push({ or: [{ tag: tagOf(one) }, { columnTag: tagOf(one) }] });
  return parts.length === 0 ? null : { and: parts };
}

/** `pii` or `pii:high`; further colons belong to the value. */
function tagOf(text: string): { key: string; value?: string } {
  const colon = text.indexOf(':');
  return colon < 0 ? { key: text } : { key: text.slice(0, colon), value: text.slice(colon + 1) };
}
