import type { CombinedError } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useGraphClient } from '../../client/clients-context.ts';
import { RunLanesDocument } from '../../generated/graphql/graphql.ts';
import { laneOf } from './lanes-of.ts';
import { keepOrder, withRun, type Lane, type RunNews } from './lanes.ts';
import type { TimeWindow } from './time-axis.ts';
import { useRunNews } from './use-run-news.ts';

/** What the lanes show, and how that stands to the hub. */
export interface RunLanes {
  readonly lanes: readonly Lane[];
  readonly isLoading: boolean;
  readonly error: CombinedError | null;
  /** There are more jobs than are shown. */
  readonly hasMore: boolean;
  /** Jobs that have run since and have no lane yet. */
  readonly newJobs: number;
  readonly loadMore: () => void;
  /** Everything anew, in the order of the hub. */
  readonly refresh: () => void;
  /** Ids of runs of which news came within the last moments. */
  readonly touched: ReadonlySet<string>;
}

interface Shown {
  readonly lanes: readonly Lane[];
  readonly cursor: string | null;
  readonly hasMore: boolean;
  readonly error: CombinedError | null;
  readonly isLoading: boolean;
}

const nothing: Shown = { lanes: [], cursor: null, hasMore: false, error: null, isLoading: true };

/** Into how many buckets a lane is counted where its runs are too many. */
const bucketCount = 96;

/** Lanes of the jobs that ran in a stretch of time, kept up to date; null as `jobIds` means every job. */
export function useRunLanes(window: TimeWindow, jobIds: readonly string[] | null | undefined): RunLanes {
  const client = useGraphClient();
  const [shown, setShown] = useState(nothing);
  const [pages, setPages] = useState(1);
  const [generation, setGeneration] = useState({ count: 0, keeps: true });
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  const { fromMs, toMs } = window;
  const jobs = jobIds?.join() ?? '';
  useEffect(() => {
    if (jobIds === undefined) return undefined;
    let isCurrent = true;
    setShown((before) => ({ ...before, isLoading: true }));
    void (async () => {
      const answer = await readPages(client, { fromMs, toMs }, jobIds, pages);
      if (!isCurrent) return;
      setUnseen(new Set());
      setShown((before) =>
        answer.error ? { ...before, error: answer.error, isLoading: false } : merged(before, answer, generation.keeps),
      );
    })();
    return () => {
      isCurrent = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the ids by what they say
  }, [client, fromMs, toMs, jobs, pages, generation]);
  const refresh = useCallback(() => {
    setGeneration(({ count }) => ({ count: count + 1, keeps: false }));
  }, []);
  const windowNow = useRef(window);
  windowNow.current = window;
  const known = useRef(shown.lanes);
  known.current = shown.lanes;
  const wanted = useRef(jobIds);
  wanted.current = jobIds;
  const onNews = useCallback((news: readonly RunNews[]) => {
    const shownJobs = new Set(known.current.map(({ jobId }) => jobId));
    const strangers = news.filter(({ jobId }) => !shownJobs.has(jobId) && (wanted.current?.includes(jobId) ?? true));
    if (strangers.length > 0) setUnseen((before) => new Set([...before, ...strangers.map(({ jobId }) => jobId)]));
    setShown((before) => ({ ...before, lanes: news.reduce((lanes, one) => withRun(lanes, one, windowNow.current), before.lanes) }));
  }, []);
  const touched = useRunNews({ after: shown.cursor, onNews, onResync: refresh });
  const { lanes, isLoading, error, hasMore } = shown;
  const loadMore = useCallback(() => {
    setPages((count) => count + 1);
  }, []);
  return { lanes, isLoading, error, hasMore, newJobs: hasMore ? 0 : unseen.size, loadMore, refresh, touched };
}

type Client = ReturnType<typeof useGraphClient>;

async function readPages(client: Client, window: TimeWindow, jobIds: readonly string[] | null, pages: number): Promise<Shown> {
  if (jobIds?.length === 0) return { ...nothing, isLoading: false };
  let shown = await readPage(client, window, jobIds, null);
  for (let page = 1; page < pages && shown.next !== null; page += 1) {
    const next = await readPage(client, window, jobIds, shown.next);
    shown = { ...next, lanes: [...shown.lanes, ...next.lanes], cursor: shown.cursor };
  }
  return { ...shown, hasMore: shown.next !== null };
}

async function readPage(
  client: Client,
  { fromMs, toMs }: TimeWindow,
  jobIds: readonly string[] | null,
  after: string | null,
): Promise<Shown & { readonly next: string | null }> {
  const variables = {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    jobIds: jobIds ? [...jobIds] : null,
    after,
    buckets: bucketCount,
  };
  const { data, error } = await client.query(RunLanesDocument, variables);
  if (!data) return { ...nothing, error: error ?? null, isLoading: false, next: null };
  const { nodes, cursor, pageInfo } = data.runBuckets;
  const next = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  return { lanes: nodes.flatMap(laneOf), cursor, hasMore: next !== null, error: null, isLoading: false, next };
}

/** The place in the log of the first answer stays, since the subscription goes on from there by itself. */
function merged(before: Shown, after: Shown, keeps: boolean): Shown {
  return {
    ...after,
    cursor: keeps ? (before.cursor ?? after.cursor) : after.cursor,
    lanes: keeps ? keepOrder(before.lanes, after.lanes) : after.lanes,
  };
}
