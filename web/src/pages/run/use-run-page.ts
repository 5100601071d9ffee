import type { CombinedError, OperationResult } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useGraphClient } from '../../client/clients-context.ts';
import { useRunNews } from '../../features/run-timeline/use-run-news.ts';
import type { NamedStep } from '../../features/waterfall/Waterfall.tsx';
import { RunPageDocument, RunStepsDocument, type RunPageQuery, type RunStepsQuery } from '../../generated/graphql/graphql.ts';

export type PageRun = NonNullable<RunPageQuery['run']>;

/** A run, what stands below it, and how that stands to the hub. */
export interface RunOfPage {
  /** Null: no event of it is known yet. */
  readonly run: PageRun | null;
  readonly steps: readonly NamedStep[];
  readonly isTruncated: boolean;
  readonly isLoaded: boolean;
  /** Why it could not be read, or not all of it. */
  readonly error: CombinedError | null;
  /** Why its steps could not be read, or not all of them. */
  readonly stepsError: CombinedError | null;
  readonly reload: () => void;
  /** Counts what has been told of it since the page was opened. */
  readonly version: number;
}

/** News of a burst are asked for once in this time. */
const calmMs = 600;
/** The hub takes no more ids in a filter of a subscription. */
const mostFollowed = 90;

const nothing = {
  ...{ run: null, steps: [], isTruncated: false, isRead: false, isLoaded: false },
  ...{ error: null, stepsError: null, cursor: null as string | null },
};

/** Loads a run with its steps and follows both; a run that nobody has told of is waited for. */
export function useRunPage(id: string): RunOfPage {
  const client = useGraphClient();
  const [shown, setShown] = useState<Loaded>({ ...nothing, id });
  const [version, setVersion] = useState(0);
  const reload = useCallback(() => {
    setVersion((count) => count + 1);
  }, []);
  useEffect(() => {
    let isCurrent = true;
    void (async () => {
      const loaded = await load(client, id);
      if (!isCurrent) return;
      setShown((before) => (loaded.isRead || before.id !== id ? loaded : { ...before, error: loaded.error, isLoaded: true }));
    })();
    return () => {
      isCurrent = false;
    };
  }, [client, id, version]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      reload();
    }, calmMs);
  }, [reload]);
  const of = shown.id === id ? shown : { ...nothing, id };
  const followed = [id, ...of.steps.map((step) => step.id)].slice(0, mostFollowed);
  const filter = { or: [{ id: { in: followed } }, { parentId: { in: followed } }] };
  useRunNews({ after: of.cursor, filter, onNews: soon, onResync: reload });
  const { run, steps, isTruncated, isLoaded, error, stepsError } = of;
  return { run, steps, isTruncated, isLoaded, error, stepsError, reload, version };
}

interface Loaded extends Omit<RunOfPage, 'reload' | 'version'> {
  readonly id: string;
  readonly cursor: string | null;
  /** Whether the hub answered. */
  readonly isRead: boolean;
}

type Client = ReturnType<typeof useGraphClient>;

async function load(client: Client, id: string): Promise<Loaded> {
  const { data, error } = await client.query(RunPageDocument, { id });
  if (!data) return { ...nothing, id, error: error ?? null, isLoaded: true };
  const cursor = data.runs.cursor;
  const answer = { ...nothing, id, cursor, isRead: true, isLoaded: true, error: error ?? null };
  return data.run ? { ...answer, run: data.run, ...(await readSteps(client, id)) } : answer;
}

type StepNode = NonNullable<NonNullable<RunStepsQuery['run']>['steps']>['nodes'][number];

/** Every page of the steps; those that were read when a page is not. */
async function readSteps(client: Client, id: string): Promise<Pick<Loaded, 'steps' | 'isTruncated' | 'stepsError'>> {
  const steps: NamedStep[] = [];
  let stepsError: CombinedError | null = null;
  for (let after: string | null = null; ;) {
    const answer: OperationResult<RunStepsQuery> = await client.query(RunStepsDocument, { id, after });
    const page = answer.data?.run?.steps;
    stepsError ??= answer.error ?? null;
    steps.push(...(page?.nodes ?? []).map(stepOf));
    after = page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    if (after === null) return { steps, isTruncated: page?.truncated ?? false, stepsError };
  }
}

function stepOf({ run, durationMs, ...step }: StepNode): NamedStep {
  return { ...step, id: run.id, durationMs: durationMs ?? null, name: run.job?.name ?? run.id, message: run.errorMessage ?? null };
}
