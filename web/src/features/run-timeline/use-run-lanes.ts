import type { CombinedError } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useGraphClient } from '../../client/clients-context.ts';
import type { RunJobFilter } from '../../generated/graphql/graphql.ts';
import { runFilterOfJobs } from './job-filter.ts';
import { isDense, keepOrder, withRun, type Lane, type RunNews } from './lanes.ts';
import { readLanePage, readLanePages, type LanePage } from './read-lanes.ts';
import type { TimeWindow } from './time-axis.ts';
import { useRunNews } from './use-run-news.ts';

/** What the lanes show, and how that stands to the hub. */
export interface RunLanes {
  readonly lanes: readonly Lane[];
  readonly isLoading: boolean;
  readonly error: CombinedError | null;
  /** There are more jobs than are shown. */
  readonly hasMore: boolean;
  /** The hub has more jobs than it looked at. */
  readonly isCut: boolean;
  /** Jobs that have run since and have no lane yet. */
  readonly newJobs: number;
  readonly loadMore: () => void;
  /** Everything anew, in the order of the hub. */
  readonly refresh: () => void;
  /** Ids of runs of which news came within the last moments. */
  readonly touched: ReadonlySet<string>;
}

interface Shown extends LanePage {
  readonly isLoading: boolean;
}

const nothing: Shown = { lanes: [], cursor: null, next: null, isCut: false, isRead: false, error: null, isLoading: true };

/** Counts of buckets are asked for again so long after news of a lane that is drawn in them. */
const recountMs = 3_000;
/** Where no lane is drawn nothing can move: the first ones come by themselves so long after their news. */
const firstMs = 500;

/** Lanes of the jobs that ran in a stretch of time, kept up to date; null as `jobs` means every job. News are passed on. */
export function useRunLanes(window: TimeWindow, jobs: RunJobFilter | null, tell: (news: readonly RunNews[]) => void): RunLanes {
  const client = useGraphClient();
  const [shown, setShown] = useState(nothing);
  const pages = useRef(1);
  const [generation, setGeneration] = useState({ count: 0, keeps: true });
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  const { fromMs, toMs } = window;
  const wanted = JSON.stringify(jobs);
  const wantedBefore = useRef(wanted);
  useEffect(() => {
    let isCurrent = true;
    const asked = { window: { fromMs, toMs }, jobs: JSON.parse(wanted) as RunJobFilter | null };
    // Other jobs are another list: nothing of the one before is kept.
    const keeps = generation.keeps && wantedBefore.current === wanted;
    if (!keeps) pages.current = 1;
    wantedBefore.current = wanted;
    setShown((before) => ({ ...before, isLoading: true }));
    void (async () => {
      const answer = await readLanePages(client, asked, pages.current);
      if (!isCurrent) return;
      setUnseen(new Set());
      setShown((before) => (answer.isRead ? merged(before, answer, keeps) : { ...before, error: answer.error, isLoading: false }));
    })();
    return () => {
      isCurrent = false;
    };
  }, [client, fromMs, toMs, wanted, generation]);
  const refresh = useCallback(() => setGeneration(({ count }) => ({ count: count + 1, keeps: false })), []);
  // What cannot be followed any longer is followed anew from the next answer, and nothing moves.
  const resync = (): void => {
    setShown((before) => ({ ...before, cursor: null }));
    setGeneration(({ count }) => ({ count: count + 1, keeps: true }));
  };
  const askAgain = useCallback(() => setGeneration(({ count }) => ({ count: count + 1, keeps: true })), []);
  const recount = useLater(askAgain, recountMs);
  const askForFirst = useLater(askAgain, firstMs);
  const now = useRef({ window, shown });
  now.current = { window, shown };
  const onNews = (news: readonly RunNews[]): void => {
    tell(news);
    const lanes = new Map(now.current.shown.lanes.map((lane) => [lane.jobId, lane]));
    const strangers = news.filter(({ jobId }) => !lanes.has(jobId));
    if (strangers.length > 0) setUnseen((before) => new Set([...before, ...strangers.map(({ jobId }) => jobId)]));
    if (news.some(({ jobId }) => isCounted(lanes.get(jobId)))) recount();
    if (lanes.size === 0 && strangers.length > 0) askForFirst();
    setShown((before) => ({ ...before, lanes: news.reduce((all, one) => withRun(all, one, now.current.window), before.lanes) }));
  };
  const touched = useRunNews({ after: shown.cursor, filter: runFilterOfJobs(jobs), onNews, onResync: resync });
  const loadMore = useMoreLanes({ wanted, now, pages, setShown });
  const { lanes, isLoading, error, next, isCut } = shown;
  return { lanes, isLoading, error, hasMore: next !== null, isCut, newJobs: unseen.size, loadMore, refresh, touched };
}

interface MoreLanes {
  readonly wanted: string;
  readonly now: React.RefObject<{ readonly window: TimeWindow; readonly shown: Shown }>;
  readonly pages: React.RefObject<number>;
  readonly setShown: React.Dispatch<React.SetStateAction<Shown>>;
}

/** Adds the page after those shown, once at a time. */
function useMoreLanes({ wanted, now, pages, setShown }: MoreLanes): () => void {
  const client = useGraphClient();
  const busy = useRef(false);
  return useCallback(() => {
    const { window, shown } = now.current;
    const after = shown.next;
    if (after === null || busy.current) return;
    busy.current = true;
    void (async () => {
      const page = await readLanePage(client, { window, jobs: JSON.parse(wanted) as RunJobFilter | null }, after);
      busy.current = false;
      if (now.current.shown.next !== after) return; // What has been asked anew meanwhile has no use for it.
      if (page.isRead) pages.current += 1;
      setShown((before) => withPage(before, page));
    })();
  }, [client, wanted, now, pages, setShown]);
}

function isCounted(lane: Lane | undefined): boolean {
  return lane !== undefined && isDense(lane);
}

/** Does it once, some time after the first of many calls. */
function useLater(act: () => void, ms: number): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      act();
    }, ms);
  }, [act, ms]);
}

/** The place in the log of the first answer stays, since the subscription goes on from there by itself. */
function merged(before: Shown, after: LanePage, keeps: boolean): Shown {
  return {
    ...after,
    isLoading: false,
    cursor: keeps ? (before.cursor ?? after.cursor) : after.cursor,
    lanes: keeps ? keepOrder(before.lanes, after.lanes) : after.lanes,
  };
}

function withPage(before: Shown, page: LanePage): Shown {
  if (!page.isRead) return { ...before, error: page.error };
  const known = new Set(before.lanes.map(({ jobId }) => jobId));
  return {
    ...before,
    next: page.next,
    error: page.error,
    lanes: [...before.lanes, ...page.lanes.filter(({ jobId }) => !known.has(jobId))],
  };
}
