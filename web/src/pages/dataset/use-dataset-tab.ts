import { useNavigate, useSearch } from '@tanstack/react-router';
import { oneOf } from '../../address/search-text.ts';

const tabs = ['schema', 'versions', 'runs', 'quality', 'facets'] as const;

export type DatasetTab = (typeof tabs)[number];

/** Which part of the page is open, as the address says it. */
export function useDatasetTab(): { readonly tab: DatasetTab; readonly setTab: (tab: DatasetTab) => void } {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  return {
    tab: oneOf(search['tab'], tabs) ?? 'schema',
    setTab: (tab) => void navigate({ to: '.', search: (tab === 'schema' ? {} : { tab }) as never, replace: true }),
  };
}
