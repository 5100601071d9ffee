import type { CombinedError } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunsAddress } from '../../address/runs-address.ts';
import { useGraphClient } from '../../client/clients-context.ts';
import { shapeOf, type RunNews } from '../../features/run-timeline/lanes.ts';
import type { TimeWindow } from '../../features/run-timeline/time-axis.ts';
import { useRunNews } from '../../features/run-timeline/use-run-news.ts';
import { RunsTableDocument, type RunFilter, type RunOrder, type RunsTableQuery, type RunState } from '../../generated/graphql/graphql.ts';

export type TableRun = RunsTableQuery['runs']['nodes'][number];

export interface RunsOfTable {
  readonly runs: readonly TableRun[];
  /** Null where the hub cannot count them. */
  readonly totalCount: number | null;
  readonly isLoading: boolean;
  readonly error: CombinedError | null;
  readonly hasMore: boolean;
  /** Runs that have started since and wait to be shown. */
  readonly newer: number;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

interface Shown {
  readonly runs: readonly TableRun[];
  readonly totalCount: number | null;
  readonly cursor: string | null;
  readonly next: string | null;
  readonly error: CombinedError | null;
  readonly isLoading: boolean;
}

const nothing: Shown = { runs: [], totalCount: null, cursor: null, next: null, error: null, isLoading: true };

interface Asked {
  readonly address: RunsAddress;
  readonly window: TimeWindow;
  readonly jobIds: readonly string[] | null | undefined;
  readonly asked: number;
}

/** Runs that started in the time shown, page by page; those shown change in place, those that are new wait. */
export function useRunsTable({ address, window, jobIds, asked }: Asked): RunsOfTable {
  const client = useGraphClient();
  const [shown, setShown] = useState(nothing);
  const [strangers, setStrangers] = useState<ReadonlySet<string>>(new Set());
  const [generation, setGeneration] = useState(0);
  const wanted = JSON.stringify({ filter: filterOf(address, window, jobIds), orderBy: orderOf(address) });
  useEffect(() => {
    if (jobIds === undefined) return undefined;
    let isCurrent = true;
    setShown((before) => ({ ...before, isLoading: true }));
    void (async () => {
      const page = jobIds?.length === 0 ? { ...nothing, isLoading: false } : await readPage(client, wanted, null);
      if (!isCurrent) return;
      setStrangers(new Set());
      setShown((before) => (page.error ? { ...before, error: page.error, isLoading: false } : page));
    })();
    return () => {
      isCurrent = false;
    };
  }, [client, wanted, generation, asked, jobIds === undefined]);
  const { next, runs } = shown;
  const loadMore = useNextPage(client, wanted, next, setShown);
  const reload = useCallback(() => setGeneration((count) => count + 1), []);
  const onNews = (news: readonly RunNews[]): void => {
    setShown((before) => ({ ...before, runs: withNews(before.runs, news) }));
    const added = news.filter((one) => isStranger(one, runs, window, jobIds));
    if (added.length > 0 && address.to === null) setStrangers((before) => new Set([...before, ...added.map(({ id }) => id)]));
  };
  useRunNews({ after: shown.cursor, onNews, onResync: reload });
  return { ...shown, ...passing(shown, address), hasMore: next !== null, newer: strangers.size, loadMore, reload };
}

/** What the hub cannot filter by; nor can it count that. */
function passing({ runs, totalCount }: Shown, { state }: RunsAddress): Pick<RunsOfTable, 'runs' | 'totalCount'> {
  if (!state.includes('late')) return { runs, totalCount };
  return { runs: runs.filter((run) => state.includes(shapeOf(run))), totalCount: null };
}

function withNews(runs: readonly TableRun[], news: readonly RunNews[]): readonly TableRun[] {
  const told = new Map(news.map((one) => [one.id, one]));
  return runs.map((run) => {
    const one = told.get(run.id);
    return one ? { ...run, ...one, __typename: 'Run' } : run;
  });
}

function isStranger(one: RunNews, runs: readonly TableRun[], window: TimeWindow, jobIds: readonly string[] | null | undefined): boolean {
  if (runs.some(({ id }) => id === one.id) || !one.startedAt) return false;
  return Date.parse(one.startedAt) >= window.fromMs && (jobIds?.includes(one.jobId) ?? true);
}

/** Adds the page after those shown, once at a time. */
function useNextPage(
  client: Client,
  wanted: string,
  next: string | null,
  setShown: React.Dispatch<React.SetStateAction<Shown>>,
): () => void {
  const busy = useRef(false);
  return useCallback(() => {
    if (next === null || busy.current) return;
    busy.current = true;
    void (async () => {
      const page = await readPage(client, wanted, next);
      busy.current = false;
      setShown((before) =>
        page.error ? { ...before, error: page.error } : { ...page, runs: [...before.runs, ...page.runs], cursor: before.cursor },
      );
    })();
  }, [client, wanted, next, setShown]);
}

type Client = ReturnType<typeof useGraphClient>;

async function readPage(client: ReturnType<typeof useGraphClient>, wanted: string, after: string | null): Promise<Shown> {
  const { filter, orderBy } = JSON.parse(wanted) as { filter: RunFilter; orderBy: RunOrder };
  const { data, error } = await client.query(RunsTableDocument, { filter, orderBy, after });
  if (!data) return { ...nothing, error: error ?? null, isLoading: false };
  const { nodes, totalCount, cursor, pageInfo } = data.runs;
  return {
    runs: nodes,
    totalCount: totalCount ?? null,
    cursor,
    next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    error: null,
    isLoading: false,
  };
}

/** The hub knows no filter by lateness: a late run is one that runs. */
function filterOf({ state, to }: RunsAddress, { fromMs, toMs }: TimeWindow, jobIds: readonly string[] | null | undefined): RunFilter {
  const states = [...new Set(state.map((word) => (word === 'late' ? 'RUNNING' : (word.toUpperCase() as RunState))))];
  return {
    startedAt: { gte: new Date(fromMs).toISOString(), ...(to === null ? {} : { lt: new Date(toMs).toISOString() }) },
    ...(states.length === 0 ? {} : { state: { in: states } }),
    ...(jobIds ? { jobId: { in: [...jobIds].slice(0, 100) } } : {}),
  };
}

function orderOf({ sort }: RunsAddress): RunOrder {
  return { field: sort.startsWith('ended') ? 'ENDED_AT' : 'STARTED_AT', direction: sort.endsWith('-asc') ? 'ASC' : 'DESC' };
}
