import { useMemo } from 'react';
import { parseColumnRef } from '../../features/lineage-graph/column-ref.ts';
import { baseInput, limits } from '../../features/lineage-graph/graph-request.ts';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { useCard } from '../../features/lineage-graph/use-graph-store.ts';
import {
  LineageCoverageHereDocument,
  LineageDatasetSentenceDocument,
  LineageJobSentenceDocument,
  type LineageDatasetSentenceQuery,
  type LineageJobSentenceQuery,
} from '../../generated/graphql/graphql.ts';
import { useFreshQuery } from './use-fresh-query.ts';
import { coverageSentences, datasetSentences, jobSentences, type Write } from './sentence-words.ts';
import type { LineagePageProps } from './page-props.ts';

/** What is said above the graph, computed from what the hub knows; `nowMs` is the hub's time. */
export function useSentences(
  { graph, address, topology }: LineagePageProps & { readonly topology: GraphTopology },
  nowMs: number,
): readonly string[] {
  const { rootId } = topology;
  const isJob = topology.vertices.get(rootId)?.kind === 'JOB';
  const run = useCard(graph.store, rootId)?.run;
  const runKey = `${run?.id ?? ''} ${run?.state ?? ''}`;
  const isPast = address.at !== null;
  const dataset = useFreshQuery(LineageDatasetSentenceDocument, { id: rootId }, isJob || isPast, runKey);
  const job = useFreshQuery(LineageJobSentenceDocument, { id: rootId }, !isJob || isPast, runKey);
  const { up, down, tag, ns, at } = address;
  const input = useMemo(
    () => baseInput(rootId, { ...address, up, down, tag, ns, at }, limits.grouped),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [rootId, up, down, tag, ns, at],
  );
  const size = String(topology.vertices.size);
  const coverage = useFreshQuery(LineageCoverageHereDocument, { input }, false, size);
  const subject = isJob
    ? jobWords(job?.job ?? null, nowMs)
    : datasetWords(dataset?.dataset ?? null, tracedHere(rootId, address.col), nowMs);
  return [...subject, ...coverageSentences(coverage?.lineageCoverage ?? null)];
}

function datasetWords(dataset: LineageDatasetSentenceQuery['dataset'], traced: string | null, nowMs: number): readonly string[] {
  if (!dataset) return [];
  return datasetSentences((dataset.writtenBy?.nodes ?? []).map(writeOf), traced, nowMs);
}

function jobWords(job: LineageJobSentenceQuery['job'], nowMs: number): readonly string[] {
  if (!job) return [];
  const { latestRun: run, medianDurationMs, lastSuccess } = job;
  const facts = run && {
    state: run.state,
    health: run.health,
    startedAt: run.startedAt ?? null,
    endedAt: run.endedAt ?? null,
    durationMs: run.durationMs ?? null,
    error: run.error?.message ?? null,
  };
  return jobSentences(facts ?? null, medianDurationMs ?? null, lastSuccess?.endedAt ?? null, nowMs);
}

type WritingRun = NonNullable<NonNullable<LineageDatasetSentenceQuery['dataset']>['writtenBy']>['nodes'][number];

function writeOf(run: WritingRun): Write {
  const output = run.outputs?.edges[0];
  const quality = output?.dataQuality;
  const rowCount = output?.statistics?.rowCount ?? quality?.rowCount ?? null;
  const shares = (quality?.columns ?? []).flatMap(({ column, count, nullCount }): readonly (readonly [string, number])[] => {
    const all = count ?? rowCount;
    return typeof nullCount === 'number' && typeof all === 'number' && all > 0 ? [[column, Math.min(1, nullCount / all)]] : [];
  });
  return {
    state: run.state,
    jobName: run.job?.name ?? null,
    startedAt: run.startedAt ?? null,
    endedAt: run.endedAt ?? null,
    rowCount,
    nullShares: new Map(shares),
  };
}

function tracedHere(rootId: string, col: string | null): string | null {
  if (col === null) return null;
  const { datasetId, column } = parseColumnRef(rootId, col);
  return datasetId === rootId ? column : null;
}
