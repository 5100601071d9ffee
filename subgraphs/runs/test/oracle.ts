import { datasetId, jobId, runId } from '@hotpass/kernel';
import type { RunEvent } from './events.ts';

/** What of a row of `runs.run` the rules of the design fix. */
export interface ExpectedRun {
  readonly run_id: string;
  readonly job_id: string;
  readonly state: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly last_event_time: Date;
  readonly nominal_start: Date | null;
  readonly parent_run_id: string | null;
  readonly error_message: string | null;
}

const terminal: Readonly<Record<string, string>> = { COMPLETE: 'COMPLETED', ABORT: 'ABORTED', FAIL: 'FAILED' };

/** P(S) written down naively: all events of a run at once, sorted by what decides. */
export function expectedRuns(events: readonly RunEvent[]): ExpectedRun[] {
  const byRun = Map.groupBy(events, (event) => runId(event.run.runId));
  return [...byRun].map(([id, own]) => expectedRun(id, own)).toSorted((a, b) => (a.run_id < b.run_id ? -1 : 1));
}

function expectedRun(id: string, events: readonly RunEvent[]): ExpectedRun {
  const times = events.map((event) => event.eventTime).toSorted();
  const starts = events
    .filter((event) => event.eventType === 'START')
    .map((event) => event.eventTime)
    .toSorted();
  const ends = events
    .filter((event) => event.eventType in terminal)
    // COMPLETE < ABORT < FAIL at one moment.
    .map((event) => ({ time: event.eventTime, type: event.eventType, rank: ['COMPLETE', 'ABORT', 'FAIL'].indexOf(event.eventType) }))
    .toSorted((a, b) => (a.time === b.time ? a.rank - b.rank : a.time < b.time ? -1 : 1));
  const end = ends.at(-1);
  const isRunning = events.some((event) => event.eventType === 'START' || event.eventType === 'RUNNING');
  const nominal = last(events, (event) => (event.run.facets['nominalTime'] as { nominalStartTime: string } | undefined)?.nominalStartTime);
  const parent = last(events, (event) => {
    const raw = (event.run.facets['parent'] as { run: { runId: string } } | undefined)?.run.runId;
    return raw === undefined || runId(raw) === id ? undefined : runId(raw);
  });
  return {
    run_id: id,
    job_id: last(events, (event) => jobId(event.job.namespace, event.job.name))!,
    state: end ? terminal[end.type]! : isRunning ? 'RUNNING' : 'UNKNOWN',
    started_at: new Date(starts[0] ?? times[0]!),
    ended_at: end ? new Date(end.time) : null,
    last_event_time: new Date(times.at(-1)!),
    nominal_start: nominal === null ? null : new Date(nominal),
    parent_run_id: parent,
    error_message: last(events, (event) => (event.run.facets['errorMessage'] as { message: string } | undefined)?.message),
  };
}

/** The value told latest; of those told at one moment the greatest. */
function last(events: readonly RunEvent[], value: (event: RunEvent) => string | undefined): string | null {
  const told = events.flatMap((event) => {
    const text = value(event);
    return text === undefined ? [] : [{ time: event.eventTime, text }];
  });
  const sorted = told.toSorted((a, b) =>
    a.time === b.time ? Buffer.compare(Buffer.from(a.text), Buffer.from(b.text)) : a.time < b.time ? -1 : 1,
  );
  return sorted.at(-1)?.text ?? null;
}

/** How every job was called, whichever of its runs it was that told. */
export function expectedJobs(events: readonly RunEvent[]): { job_id: string; namespace: string; name: string }[] {
  const named = new Map(events.map(({ job: { namespace, name } }) => [jobId(namespace, name), { namespace, name }]));
  return [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([id, names]) => ({ job_id: id, ...names }));
}

export interface ExpectedDataset {
  readonly run_id: string;
  readonly role: string;
  readonly dataset_id: string;
  readonly started_at: Date;
  readonly completed_at: Date | null;
}

export function expectedDatasets(events: readonly RunEvent[], runs: readonly ExpectedRun[]): ExpectedDataset[] {
  const started = new Map(runs.map((run) => [run.run_id, run.started_at]));
  const completed = new Map(runs.map((run) => [run.run_id, run.state === 'COMPLETED' ? run.ended_at : null]));
  const rows = events.flatMap((event) => {
    const id = runId(event.run.runId);
    return [
      ...event.inputs.map((dataset) => ({
        run_id: id,
        role: 'INPUT',
        dataset_id: datasetId(dataset.namespace, dataset.name),
        started_at: started.get(id)!,
        completed_at: null,
      })),
      ...event.outputs.map((dataset) => ({
        run_id: id,
        role: 'OUTPUT',
        dataset_id: datasetId(dataset.namespace, dataset.name),
        started_at: started.get(id)!,
        completed_at: completed.get(id) ?? null,
      })),
    ];
  });
  const unique = new Map(rows.map((row) => [`${row.run_id} ${row.role} ${row.dataset_id}`, row]));
  return [...unique].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Names that symlinks of any events join, one symlink after the other. */
export function expectedNames(events: readonly object[]): { ids: string[] }[] {
  const classes = new Map<string, Set<string>>();
  for (const [id, target] of events.flatMap(symlinksOf)) {
    const joined = new Set([...(classes.get(id) ?? [id]), ...(classes.get(target) ?? [target])]);
    if (joined.size > 1) for (const name of joined) classes.set(name, joined);
  }
  const sorted = [...new Set(classes.values())].map((names) => ({ ids: [...names].toSorted() }));
  return sorted.toSorted((a, b) => (a.ids[0]! < b.ids[0]! ? -1 : 1));
}

function symlinksOf({ dataset, inputs, outputs }: { dataset?: unknown; inputs?: unknown; outputs?: unknown }): [string, string][] {
  const described = [dataset ?? [], inputs ?? [], outputs ?? []].flat() as Described[];
  return described.flatMap(({ namespace, name, facets }) =>
    (facets?.symlinks?.identifiers ?? []).map((other): [string, string] => [
      datasetId(namespace, name),
      datasetId(other.namespace, other.name),
    ]),
  );
}

interface Described {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: { readonly symlinks?: { readonly identifiers: readonly { readonly namespace: string; readonly name: string }[] } };
}

export interface ExpectedFacet {
  readonly run_id: string;
  readonly place: string;
  readonly dataset_id: string;
  readonly name: string;
  readonly at: Date;
  readonly doc: string;
}

const kept: Readonly<Record<string, readonly string[]>> = {
  JOB: ['sourceCode', 'sourceCodeLocation', 'sql'],
  INPUT_DATASET: ['version', 'dataQualityMetrics', 'dataQualityAssertions'],
  OUTPUT_DATASET: ['version', 'dataQualityMetrics', 'dataQualityAssertions'],
};

/** Every facet kept of every run: of those under one name what the latest event says, at one moment the greatest text. */
export function expectedFacets(events: readonly RunEvent[]): ExpectedFacet[] {
  const told = events.flatMap((event) => {
    const rows = (place: string, dataset: string, facets: Readonly<Record<string, unknown>> | undefined): ExpectedFacet[] =>
      Object.entries(facets ?? {})
        .filter(([name]) => kept[place]?.includes(name) ?? true)
        .map(([name, facet]) => ({
          run_id: runId(event.run.runId),
          place,
          dataset_id: dataset,
          name,
          at: new Date(event.eventTime),
          doc: JSON.stringify(facet),
        }));
    return [
      ...rows('RUN', '', event.run.facets),
      ...rows('JOB', '', event.job.facets),
      ...(event.inputs ?? []).flatMap((dataset) => {
        const id = datasetId(dataset.namespace, dataset.name);
        return [...rows('INPUT', id, dataset.inputFacets), ...rows('INPUT_DATASET', id, dataset.facets)];
      }),
      ...(event.outputs ?? []).flatMap((dataset) => {
        const id = datasetId(dataset.namespace, dataset.name);
        return [...rows('OUTPUT', id, dataset.outputFacets), ...rows('OUTPUT_DATASET', id, dataset.facets)];
      }),
    ];
  });
  const groups = Map.groupBy(told, (facet) => [facet.run_id, facet.place, facet.dataset_id, facet.name].join(' '));
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, facets]) =>
      facets.toSorted((a, b) => a.at.getTime() - b.at.getTime() || Buffer.compare(Buffer.from(a.doc), Buffer.from(b.doc))),
    )
    .map((facets) => facets.at(-1)!);
}
