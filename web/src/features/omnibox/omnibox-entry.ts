import { lineageSearch, slugOf } from '../../address/lineage-address.ts';
import { stringifySearchText } from '../../address/search-text.ts';
import type { OmniboxRunsQuery, OmniboxSearchQuery } from '../../generated/graphql/graphql.ts';
import type { Recent } from './recents.ts';

/** One line of the omnibox. */
export interface OmniboxEntry {
  readonly key: string;
  readonly kind: Recent['kind'] | 'command';
  readonly name: string;
  readonly ranges: readonly { readonly start: number; readonly length: number }[];
  /** What tells it from others of the same name. */
  readonly detail: string;
  /** Where it leads; null where it does something instead. */
  readonly path: string | null;
  readonly act?: () => void;
}

type Found = OmniboxSearchQuery['search']['nodes'][number];

/** Where a found thing leads: a column lands traced in its dataset. */
export function entryOf({ id, kind, name, ranges, namespace, column }: Found): OmniboxEntry | null {
  const detail = namespace?.name ?? '';
  switch (kind) {
    case 'DATASET':
      return { key: id, kind: 'dataset', name, ranges, detail, path: lineagePath(id, name) };
    case 'JOB':
      return { key: id, kind: 'job', name, ranges, detail, path: lineagePath(id, name) };
    case 'NAMESPACE':
      return { key: id, kind: 'namespace', name, ranges, detail: '', path: `/datasets${stringifySearchText({ ns: name })}` };
    case 'COLUMN': {
      const dataset = column?.dataset;
      if (!dataset) return null;
      const path = lineagePath(dataset.id, dataset.name, { level: 'column', col: name });
      return { key: id, kind: 'column', name, ranges, detail: dataset.name, path };
    }
  }
}

/** A run found by a part of its id. */
export function entryOfRun({ id, job }: OmniboxRunsQuery['runs']['nodes'][number]): OmniboxEntry {
  return { key: id, kind: 'run', name: id.replace(/^run_/, ''), ranges: [], detail: job?.name ?? '', path: `/runs/${id}` };
}

/** The address of the lineage of a dataset or job. */
export function lineagePath(id: string, name: string, address: Parameters<typeof lineageSearch>[0] = {}): string {
  return `/lineage/${encodeURIComponent(id)}/${encodeURIComponent(slugOf(name))}${stringifySearchText(lineageSearch(address))}`;
}
