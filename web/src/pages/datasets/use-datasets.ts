import type { CombinedError } from '@urql/core';
import { useCallback, useEffect, useState } from 'react';
import type { DatasetsAddress } from '../../address/datasets-address.ts';
import { useGraphClient } from '../../client/clients-context.ts';
import { DatasetsPageDocument, type DatasetsPageQuery } from '../../generated/graphql/graphql.ts';
import { datasetFilterOf } from './datasets-filter.ts';

type Page = DatasetsPageQuery['datasets'];
/** One dataset of the list. */
export type ListedDataset = Page['nodes'][number];

export interface Datasets {
  /** Null until the first answer. */
  readonly rows: readonly ListedDataset[] | null;
  readonly totalCount: number | null;
  readonly hasMore: boolean;
  readonly isAsking: boolean;
  readonly error: CombinedError | null;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

interface Shown {
  readonly key: string;
  readonly rows: readonly ListedDataset[];
  readonly page: Page;
}

/** The datasets an address lists, page after page; what was listed before stays until the next answer is there. */
export function useDatasets(address: DatasetsAddress): Datasets {
  const client = useGraphClient();
  const key = JSON.stringify(datasetFilterOf(address));
  const [shown, setShown] = useState<Shown | null>(null);
  const [error, setError] = useState<CombinedError | null>(null);
  const [isAsking, setAsking] = useState(true);
  const [attempt, setAttempt] = useState(0);
  const ask = useCallback(
    async (before: Shown | null, isCurrent: () => boolean) => {
      setAsking(true);
      const filter = JSON.parse(key) as ReturnType<typeof datasetFilterOf>;
      const answer = await client.query(DatasetsPageDocument, { filter, after: before?.page.pageInfo.endCursor ?? null }).toPromise();
      if (!isCurrent()) return;
      setAsking(false);
      setError(answer.error ?? null);
      const page = answer.data?.datasets;
      if (page) setShown({ key, page, rows: [...(before?.rows ?? []), ...page.nodes] });
    },
    [client, key],
  );
  useEffect(() => {
    let isCurrent = true;
    void ask(null, () => isCurrent);
    return () => {
      isCurrent = false;
    };
  }, [ask, attempt]);
  const hasMore = shown?.page.pageInfo.hasNextPage ?? false;
  return {
    rows: shown?.rows ?? null,
    totalCount: shown?.page.totalCount ?? null,
    hasMore,
    isAsking,
    error,
    loadMore: () => {
      if (hasMore && !isAsking && shown?.key === key) void ask(shown, () => true);
    },
    retry: () => setAttempt((count) => count + 1),
  };
}
