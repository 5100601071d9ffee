import type { CombinedError } from '@urql/core';
import { useCallback, useEffect, useState } from 'react';
import { useGraphClient } from '../../client/clients-context.ts';
import { RunsFirstFailuresDocument, type RunsFirstFailuresQuery } from '../../generated/graphql/graphql.ts';

type Answer = RunsFirstFailuresQuery['firstUnexplainedFailures'];
/** A failure that no other explains. */
export type FirstFailure = Answer['nodes'][number];

export interface FirstFailures {
  readonly nodes: readonly FirstFailure[];
  readonly failedCount: number;
  readonly totalCount: number;
  readonly truncated: boolean;
  readonly isLoaded: boolean;
  readonly error: CombinedError | null;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

interface Shown {
  readonly answer: Answer | null;
  readonly error: CombinedError | null;
}

/** Failures since then, earliest first; asked again whenever `key` changes. */
export function useFirstFailures(
  since: string,
  until: string | null,
  jobIds: readonly string[] | null | undefined,
  key: number,
): FirstFailures {
  const client = useGraphClient();
  const [pages, setPages] = useState(1);
  const [{ answer, error }, setShown] = useState<Shown>({ answer: null, error: null });
  const jobs = jobIds?.join() ?? '';
  useEffect(() => {
    if (jobIds === undefined) return undefined;
    let isCurrent = true;
    void (async () => {
      const result = await readPages(client, { since, until, jobIds: jobIds ? [...jobIds] : null }, pages);
      if (isCurrent) setShown((before) => ({ answer: result.answer ?? before.answer, error: result.error }));
    })();
    return () => {
      isCurrent = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the ids by what they say
  }, [client, since, until, jobs, jobIds === undefined, pages, key]);
  const loadMore = useCallback(() => {
    setPages((count) => count + 1);
  }, []);
  return {
    nodes: answer?.nodes ?? [],
    failedCount: answer?.failedCount ?? 0,
    totalCount: answer?.totalCount ?? 0,
    truncated: answer?.truncated ?? false,
    isLoaded: answer !== null,
    hasMore: answer?.pageInfo.hasNextPage ?? false,
    error,
    loadMore,
  };
}

type Client = ReturnType<typeof useGraphClient>;

interface Asked {
  readonly since: string;
  readonly until: string | null;
  readonly jobIds: string[] | null;
}

async function readPages(client: Client, asked: Asked, pages: number, before: Answer | null = null): Promise<Shown> {
  const { answer, error } = await readPage(client, asked, before?.pageInfo.endCursor ?? null);
  if (!answer) return { answer: before, error };
  const whole = { ...answer, nodes: [...(before?.nodes ?? []), ...answer.nodes] };
  return pages > 1 && answer.pageInfo.hasNextPage ? readPages(client, asked, pages - 1, whole) : { answer: whole, error: null };
}

async function readPage(client: Client, asked: Asked, after: string | null): Promise<Shown> {
  const { data, error } = await client.query(RunsFirstFailuresDocument, { ...asked, after });
  return { answer: data?.firstUnexplainedFailures ?? null, error: error ?? null };
}
