import { readEntityName } from './entity-name.ts';
import type { Facets } from './event-view.ts';
import { isObject, member, readName } from './json.ts';
import type { JsonObject } from './json.ts';
import { facetOf, listOf, textOf, wordOf } from './members.ts';

/** Why a run failed (`errorMessage`), as its producer wrote it. */
export interface RunError {
  readonly message: string;
  readonly programmingLanguage: string | null;
  readonly stackTrace: string | null;
}

/** What executed a run (`processing_engine`). */
export interface ProcessingEngine {
  readonly name: string | null;
  readonly version: string;
  readonly adapterVersion: string | null;
}

/** The query of another system that a run is (`externalQuery`). */
export interface ExternalQuery {
  readonly queryId: string;
  readonly source: string | null;
}

export interface NamedValue {
  readonly name: string;
  readonly value: string | null;
}

export interface RunTag {
  readonly key: string;
  readonly value: string | null;
  readonly source: string | null;
}

/** A parameter a run was started with (`executionParameters`). */
export interface RunParameter {
  readonly key: string;
  readonly name: string | null;
  readonly value: string | null;
}

/** A job, and perhaps its run, that a run comes after or before (`jobDependencies`). */
export interface RunDependency {
  readonly direction: 'UPSTREAM' | 'DOWNSTREAM';
  readonly jobNamespace: string;
  readonly jobName: string;
  readonly runId: string | null;
  readonly type: string | null;
}

/** A test a run executed (`test`). */
export interface RunTest {
  readonly name: string;
  readonly status: string;
  readonly severity: string | null;
  readonly type: string | null;
  readonly expected: string | null;
  readonly actual: string | null;
}

export function runErrorOf(runFacets: Facets): RunError | null {
  const facet = facetOf(runFacets, 'errorMessage');
  const message = facet && wordOf(facet, 'message');
  if (!facet || message === null) return null;
  return { message, programmingLanguage: wordOf(facet, 'programmingLanguage'), stackTrace: wordOf(facet, 'stackTrace') };
}

export function processingEngineOf(runFacets: Facets): ProcessingEngine | null {
  const facet = facetOf(runFacets, 'processing_engine');
  const version = facet && wordOf(facet, 'version');
  if (!facet || version === null) return null;
  return { name: wordOf(facet, 'name'), version, adapterVersion: wordOf(facet, 'openlineageAdapterVersion') };
}

export function externalQueryOf(runFacets: Facets): ExternalQuery | null {
  const facet = facetOf(runFacets, 'externalQuery');
  const queryId = facet && wordOf(facet, 'externalQueryId');
  return facet && queryId !== null ? { queryId, source: wordOf(facet, 'source') } : null;
}

/** Null when the run has no such facet, as of the lists below. */
export function environmentVariablesOf(runFacets: Facets): NamedValue[] | null {
  return listOf(facetOf(runFacets, 'environmentVariables'), 'environmentVariables', (item) => {
    const name = wordOf(item, 'name');
    return name === null ? null : { name, value: textOf(item, 'value') };
  });
}

export function runTagsOf(runFacets: Facets): RunTag[] | null {
  return listOf(facetOf(runFacets, 'tags'), 'tags', (item) => {
    const key = wordOf(item, 'key');
    return key === null ? null : { key, value: textOf(item, 'value'), source: wordOf(item, 'source') };
  });
}

export function runParametersOf(runFacets: Facets): RunParameter[] | null {
  return listOf(facetOf(runFacets, 'executionParameters'), 'parameters', (item) => {
    const key = wordOf(item, 'key');
    return key === null ? null : { key, name: wordOf(item, 'name'), value: textOf(item, 'value') };
  });
}

export function jobDependenciesOf(runFacets: Facets): RunDependency[] | null {
  const facet = facetOf(runFacets, 'jobDependencies');
  if (facet === null) return null;
  return [
    ...(listOf(facet, 'upstream', (item) => readDependency(item, 'UPSTREAM')) ?? []),
    ...(listOf(facet, 'downstream', (item) => readDependency(item, 'DOWNSTREAM')) ?? []),
  ];
}

export function runTestsOf(runFacets: Facets): RunTest[] | null {
  return listOf(facetOf(runFacets, 'test'), 'tests', (item) => {
    const [name, status] = [wordOf(item, 'name'), wordOf(item, 'status')];
    if (name === null || status === null) return null;
    const [severity, type] = [wordOf(item, 'severity'), wordOf(item, 'type')];
    return { name, status, severity, type, expected: textOf(item, 'expected'), actual: textOf(item, 'actual') };
  });
}

function readDependency(item: JsonObject, direction: RunDependency['direction']): RunDependency | null {
  const [job, run] = [readEntityName(member(item, 'job')), member(item, 'run')];
  if (job === null) return null;
  const runId = isObject(run) ? readName(member(run, 'runId')) : null;
  return { direction, jobNamespace: job.namespace, jobName: job.name, runId, type: wordOf(item, 'dependency_type') };
}
