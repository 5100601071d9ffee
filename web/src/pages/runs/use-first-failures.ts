import type { CombinedError } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useGraphClient } from '../../client/clients-context.ts';
import { runFilterOfJobs } from '../../features/run-timeline/job-filter.ts';
import { useRunNews } from '../../features/run-timeline/use-run-news.ts';
import { RunsFirstFailuresDocument, type RunJobFilter, type RunsFirstFailuresQuery } from '../../generated/graphql/graphql.ts';
import { inPlace } from './failures-in-place.ts';

type Answer = RunsFirstFailuresQuery['firstUnexplainedFailures'];
/** A failure that no other explains. */
export type FirstFailure = Answer['nodes'][number];

export interface FirstFailures {
  /** Those that are read; what has come since waits until it is asked for. */
  readonly nodes: readonly FirstFailure[];
  /** The first of all that the hub knows now. */
  readonly first: FirstFailure | null;
  /** How many have come since. */
  readonly newer: number;
  readonly failedCount: number;
  readonly totalCount: number;
  readonly truncated: boolean;
  readonly isLoaded: boolean;
  readonly error: CombinedError | null;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  /** Puts what waits into its place. */
  readonly showNewer: () => void;
}

/** Which failures are asked for. */
export interface AskedFailures {
  readonly fromMs: number;
  readonly until: string | null;
  readonly jobs: RunJobFilter | null;
  /** Another list altogether when it changes; the same one, some time later, while it does not. */
  readonly list: string;
}

interface Shown {
  readonly list: string;
  readonly answer: Answer | null;
  readonly nodes: readonly FirstFailure[];
  readonly error: CombinedError | null;
}

const nothing: Shown = { list: '', answer: null, nodes: [], error: null };

/** Failures are asked for again so long after news of one. */
const newsMs = 500;

/** Failures of a stretch of time, earliest first, followed live: those shown change where they are, others wait. */
export function useFirstFailures({ fromMs, until, jobs, list }: AskedFailures): FirstFailures {
  const client = useGraphClient();
  const [pages, setPages] = useState({ list, count: 1 });
  const [shown, setShown] = useState(nothing);
  const [told, setTold] = useState(0);
  // The first cursor stays: the subscription goes on from there by itself.
  const [after, setAfter] = useState<string | null>(null);
  const wanted = JSON.stringify({ since: new Date(fromMs).toISOString(), until, jobs });
  const count = pages.list === list ? pages.count : 1;
  useEffect(() => {
    let isCurrent = true;
    void (async () => {
      const { answer, error } = await readPages(client, JSON.parse(wanted) as Asked, count);
      if (!isCurrent) return;
      setAfter((before) => before ?? answer?.cursor ?? null);
      setShown((before) => (answer ? withAnswer(before, { answer, error, list }) : { ...before, error }));
    })();
    return () => {
      isCurrent = false;
    };
  }, [client, wanted, list, count, told]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onNews = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setTold((times) => times + 1);
    }, newsMs);
  }, []);
  const filter = { ...runFilterOfJobs(jobs), state: { in: ['FAILED' as const, 'ABORTED' as const] } };
  const onResync = (): void => {
    setAfter(null);
    onNews();
  };
  useRunNews({ after, filter, onNews, onResync });
  const { answer, nodes, error } = shown;
  const known = new Set(nodes.map(({ run }) => run?.id));
  return {
    nodes,
    first: answer?.nodes[0] ?? null,
    newer: (answer?.nodes ?? []).filter(({ run }) => !known.has(run?.id)).length,
    failedCount: answer?.failedCount ?? 0,
    totalCount: answer?.totalCount ?? 0,
    truncated: answer?.truncated ?? false,
    isLoaded: answer !== null,
    hasMore: answer?.pageInfo.hasNextPage ?? false,
    error,
    loadMore: () => setPages({ list, count: count + 1 }),
    showNewer: () => setShown((before) => ({ ...before, nodes: before.answer?.nodes ?? [] })),
  };
}

/** Takes an answer in; of a partial one what there is, beside its error. */
function withAnswer(before: Shown, { answer, error, list }: { answer: Answer; error: CombinedError | null; list: string }): Shown {
  const isSame = before.list === list && before.nodes.length > 0;
  const hasMorePages = answer.nodes.length > (before.answer?.nodes.length ?? 0) && (before.answer?.pageInfo.hasNextPage ?? false);
  return { list, answer, error, nodes: isSame ? inPlace(before.nodes, answer.nodes, hasMorePages) : answer.nodes };
}

type Client = ReturnType<typeof useGraphClient>;

interface Asked {
  readonly since: string;
  readonly until: string | null;
  readonly jobs: RunJobFilter | null;
}

async function readPages(client: Client, asked: Asked, pages: number): Promise<Pick<Shown, 'answer' | 'error'>> {
  let whole = null as Answer | null;
  let missing: CombinedError | null = null;
  for (let page = 0; page < pages; page += 1) {
    const { answer, error } = await readPage(client, asked, whole?.pageInfo.endCursor ?? null);
    missing ??= error;
    if (!answer) return { answer: whole, error };
    whole = { ...answer, nodes: [...(whole?.nodes ?? []), ...answer.nodes] };
    if (!answer.pageInfo.hasNextPage) break;
  }
  return { answer: whole, error: missing };
}

async function readPage(client: Client, asked: Asked, after: string | null): Promise<Pick<Shown, 'answer' | 'error'>> {
  const { data, error } = await client.query(RunsFirstFailuresDocument, { ...asked, after });
  return { answer: data?.firstUnexplainedFailures ?? null, error: error ?? null };
}
