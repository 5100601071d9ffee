import type { CombinedError } from '@urql/core';
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
  readonly error: CombinedError | null;
  readonly reload: () => void;
  /** Counts what has been told of it since the page was opened. */
  readonly version: number;
}

/** News of a burst are asked for once in this time. */
const calmMs = 600;
/** The hub takes no more ids in a filter of a subscription. */
const mostFollowed = 90;

const nothing = { run: null, steps: [], isTruncated: false, isLoaded: false, error: null, cursor: null as string | null };

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
      setShown((before) => (loaded.error && before.id === id ? { ...before, error: loaded.error, isLoaded: true } : loaded));
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
  const { run, steps, isTruncated, isLoaded, error } = of;
  return { run, steps, isTruncated, isLoaded, error, reload, version };
}

interface Loaded extends Omit<RunOfPage, 'reload' | 'version'> {
  readonly id: string;
  readonly cursor: string | null;
}

type Client = ReturnType<typeof useGraphClient>;

async function load(client: Client, id: string): Promise<Loaded> {
  const { data, error } = await client.query(RunPageDocument, { id });
  if (!data) return { ...nothing, id, error: error ?? null, isLoaded: true };
  const cursor = data.runs.cursor;
  if (!data.run) return { ...nothing, id, isLoaded: true, cursor };
  const { steps, isTruncated } = await readSteps(client, id);
  return { id, run: data.run, steps, isTruncated, isLoaded: true, error: null, cursor };
}

type StepNode = NonNullable<NonNullable<RunStepsQuery['run']>['steps']>['nodes'][number];

async function readSteps(
  client: Client,
  id: string,
  before: readonly NamedStep[] = [],
  after: string | null = null,
): Promise<{ steps: readonly NamedStep[]; isTruncated: boolean }> {
  const { data } = await client.query(RunStepsDocument, { id, after });
  const page = data?.run?.steps;
  const steps = [...before, ...(page?.nodes ?? []).map(stepOf)];
  const next = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  return next ? readSteps(client, id, steps, next) : { steps, isTruncated: page?.truncated ?? false };
}

function stepOf({ run, durationMs, ...step }: StepNode): NamedStep {
  return { ...step, id: run.id, durationMs: durationMs ?? null, name: run.job?.name ?? run.id, message: run.errorMessage ?? null };
}
