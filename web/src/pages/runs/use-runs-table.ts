import type { CombinedError } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunsAddress } from '../../address/runs-address.ts';
import { useGraphClient } from '../../client/clients-context.ts';
import { shapeOf, type RunNews } from '../../features/run-timeline/lanes.ts';
import type { TimeWindow } from '../../features/run-timeline/time-axis.ts';
import { jobFilterOf, runFilterOfJobs } from '../../features/run-timeline/job-filter.ts';
import { useRunNews } from '../../features/run-timeline/use-run-news.ts';
import { RunsTableDocument, type RunFilter, type RunOrder, type RunsTableQuery } from '../../generated/graphql/graphql.ts';
import { orderOf, runsFilterOf } from './runs-filter.ts';

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
  /** Ids of runs of which news came within the last moments. */
  readonly touched: ReadonlySet<string>;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

interface Shown {
  readonly runs: readonly TableRun[];
  readonly totalCount: number | null;
  readonly cursor: string | null;
  readonly next: string | null;
  /** Whether the hub answered; what it left out of its answer is in `error`. */
  readonly isRead: boolean;
  readonly error: CombinedError | null;
  readonly isLoading: boolean;
}

const nothing: Shown = { runs: [], totalCount: null, cursor: null, next: null, isRead: false, error: null, isLoading: true };

/** As the operation asks for them. */
const pageSize = 100;

interface Asked {
  readonly address: RunsAddress;
  readonly window: TimeWindow;
  /** Counts what was asked anew by hand. */
  readonly asked: number;
  /** Whether the first rows are in sight, so that new ones may come before them. */
  readonly isAtTop: boolean;
}

/** Runs that started in the time shown, page by page; those shown change in place, new ones come at the top or wait. */
export function useRunsTable({ address, window, asked, isAtTop }: Asked): RunsOfTable {
  const client = useGraphClient();
  const [shown, setShown] = useState(nothing);
  const [strangers, setStrangers] = useState<ReadonlySet<string>>(new Set());
  const [generation, setGeneration] = useState(0);
  const wanted = useStillFilter({ address, window, asked: asked + generation, isAtTop });
  useEffect(() => {
    let isCurrent = true;
    setShown((before) => ({ ...before, isLoading: true }));
    void (async () => {
      const page = await readPage(client, wanted, null);
      if (!isCurrent) return;
      setStrangers(new Set());
      setShown((before) => (page.isRead ? page : { ...before, error: page.error, isLoading: false }));
    })();
    return () => {
      isCurrent = false;
    };
  }, [client, wanted, generation, asked]);
  const { next, runs } = shown;
  const loadMore = useNextPage(client, wanted, next, setShown);
  const reload = useCallback(() => setGeneration((count) => count + 1), []);
  const canInsert = isAtTop && address.sort === 'started';
  const onNews = (news: readonly RunNews[]): void => {
    const added = address.to === null ? news.filter((one) => isStranger(one, runs, window, address.state)) : [];
    const inserted = canInsert ? newestFirst(added) : [];
    setShown((before) => withInserted({ ...before, runs: withNews(before.runs, news) }, inserted));
    if (!canInsert && added.length > 0) setStrangers((before) => new Set([...before, ...added.map(({ id }) => id)]));
  };
  const filter = runFilterOfJobs(jobFilterOf(address));
  const onResync = (): void => {
    setShown((before) => ({ ...before, cursor: null }));
    void (async () => {
      const page = await readPages(client, wanted, runs.length);
      if (!page.isRead) return setShown((before) => ({ ...before, error: page.error }));
      const known = new Set(runs.map(({ id }) => id));
      if (!isAtTop) setStrangers(new Set(page.runs.filter(({ id }) => !known.has(id)).map(({ id }) => id)));
      return setShown((before) => (isAtTop ? page : inPlace(before, page)));
    })();
  };
  const touched = useRunNews({ after: shown.cursor, filter, onNews, onResync });
  return { ...shown, hasMore: next !== null, newer: strangers.size, touched, loadMore, reload };
}

/** The filter as it was when it was last asked for: a window that moves on asks anew only where nothing is read further down. */
function useStillFilter({ address, window, asked, isAtTop }: Asked): string {
  const key = JSON.stringify([address.range, address.to, address.state, address.job, address.ns, address.sort, asked]);
  const { fromMs, toMs } = window;
  const next = { key, fromMs, wanted: JSON.stringify({ filter: runsFilterOf(address, window), orderBy: orderOf(address) }) };
  const [still, setStill] = useState(next);
  const hasMoved = isAtTop && fromMs - still.fromMs > (toMs - fromMs) / 4;
  if (still.key === key && !hasMoved) return still.wanted;
  setStill(next);
  return next.wanted;
}

/** What is read further down stays where it is and says what is new of it. */
function inPlace(before: Shown, { runs, totalCount, cursor, error }: Shown): Shown {
  const newest = new Map(runs.map((run) => [run.id, run]));
  return { ...before, totalCount, cursor, error, runs: before.runs.map((run) => newest.get(run.id) ?? run) };
}

function withNews(runs: readonly TableRun[], news: readonly RunNews[]): readonly TableRun[] {
  const told = new Map(news.map((one) => [one.id, one]));
  return runs.map((run) => {
    const one = told.get(run.id);
    return one ? { ...run, ...tableRunOf(one) } : run;
  });
}

function withInserted(shown: Shown, added: readonly TableRun[]): Shown {
  const fresh = added.filter(({ id }) => !shown.runs.some((run) => run.id === id));
  if (fresh.length === 0) return shown;
  return { ...shown, runs: [...fresh, ...shown.runs], totalCount: shown.totalCount === null ? null : shown.totalCount + fresh.length };
}

/** Of each run what was told last. */
function newestFirst(news: readonly RunNews[]): readonly TableRun[] {
  const runs = [...new Map(news.map((one) => [one.id, tableRunOf(one)])).values()];
  return runs.toSorted((one, other) => Date.parse(other.startedAt ?? '') - Date.parse(one.startedAt ?? ''));
}

function tableRunOf({ jobId: _jobId, job, healthChangesAt, startedAt, endedAt, durationMs, errorMessage, ...run }: RunNews): TableRun {
  return {
    ...run,
    __typename: 'Run',
    healthChangesAt: healthChangesAt ?? null,
    startedAt: startedAt ?? null,
    endedAt: endedAt ?? null,
    durationMs: durationMs ?? null,
    errorMessage: errorMessage ?? null,
    job: { ...job, __typename: 'Job', namespace: { ...job.namespace, __typename: 'Namespace' } },
  };
}

/** Whether a run that is not shown belongs to what is shown. */
function isStranger(one: RunNews, runs: readonly TableRun[], window: TimeWindow, states: RunsAddress['state']): boolean {
  if (!one.startedAt || Date.parse(one.startedAt) < window.fromMs) return false;
  if (states.length > 0 && !states.includes(shapeOf(one))) return false;
  // One that started before the newest shown is on a page further down, or has been told late.
  const newest = runs[0]?.startedAt;
  return !runs.some(({ id }) => id === one.id) && (!newest || Date.parse(one.startedAt) >= Date.parse(newest) || runs.length < pageSize);
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
        page.isRead ? { ...page, runs: [...before.runs, ...page.runs], cursor: before.cursor } : { ...before, error: page.error },
      );
    })();
  }, [client, wanted, next, setShown]);
}

type Client = ReturnType<typeof useGraphClient>;

/** Pages that have at least so many runs, as one; of the first when it was read. */
async function readPages(client: Client, wanted: string, atLeast: number): Promise<Shown> {
  let whole = await readPage(client, wanted, null);
  while (whole.isRead && whole.next !== null && whole.runs.length < atLeast) {
    const page = await readPage(client, wanted, whole.next);
    if (!page.isRead) return { ...whole, error: page.error };
    whole = { ...whole, next: page.next, runs: [...whole.runs, ...page.runs], error: whole.error ?? page.error };
  }
  return whole;
}

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
    isRead: true,
    error: error ?? null,
    isLoading: false,
  };
}
