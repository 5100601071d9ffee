import { columnLineageFacet } from '../facets/column-lineage-facet.ts';
import {
  assertionsFacet,
  dataQualityMetricsFacet,
  dataSourceFacet,
  describingFacets,
  inputStatisticsFacet,
  lakeFacets,
  outputStatisticsFacet,
  schemaFacet,
} from '../facets/dataset-facets.ts';
import { producers } from '../facets/facet.ts';
import type { Facets } from '../facets/facet.ts';
import { jobFacets } from '../facets/job-facets.ts';
import { errorFacets, parentFacets, startFacets } from '../facets/run-facets.ts';
import { randomFor } from '../random.ts';
import { schemaChange } from '../world/incidents.ts';
import { minuteMs } from '../world/model.ts';
import type { DatasetSpec, OutputSpec } from '../world/model.ts';
import { eventSchemaUrl, isoTime } from './events.ts';
import type { DatasetReference, RunEvent, TimedEvent, WallTime } from './events.ts';
import type { PlannedRun } from './plan.ts';
import { dayOf } from './simulation.ts';
import type { Simulation } from './simulation.ts';

type Moment = { readonly at: number; readonly eventType: RunEvent['eventType'] };

const progressEveryMs = 3 * minuteMs;
const mostProgress = 3;

/** When a run speaks: start, end, and while it works now and then. A run that only waits for others does not. */
function moments(run: PlannedRun): Moment[] {
  const durationMs = run.endedAt - run.startedAt;
  const works = run.job.outputs.length > 0;
  const steps = works ? Math.min(mostProgress, Math.floor(durationMs / progressEveryMs)) : 0;
  const running = Array.from({ length: steps }, (_, step): Moment => ({
    at: run.startedAt + Math.round((durationMs * (step + 1)) / (steps + 1)),
    eventType: 'RUNNING',
  }));
  return [{ at: run.startedAt, eventType: 'START' }, ...running, { at: run.endedAt, eventType: run.outcome }];
}

/** Builds one run's events; what the week's schema change alters depends on when the run started. */
class RunNarrator {
  readonly #run: PlannedRun;
  readonly #simulation: Simulation;
  readonly #producer: string;
  readonly #changed: boolean;
  readonly #mended: boolean;

  constructor(simulation: Simulation, run: PlannedRun) {
    this.#run = run;
    this.#simulation = simulation;
    this.#producer = producers[run.job.engine];
    this.#changed = run.startedAt >= simulation.epoch + schemaChange.changedAfterMs;
    this.#mended = run.startedAt >= simulation.epoch + schemaChange.mendedAfterMs;
  }

  event({ at, eventType }: Moment, wallTime: WallTime): RunEvent {
    const run = this.#run;
    const nominal = { start: isoTime(wallTime(run.nominalStart)), end: isoTime(wallTime(run.nominalEnd)) };
    return {
      eventType,
      eventTime: isoTime(wallTime(at)),
      producer: this.#producer,
      schemaURL: eventSchemaUrl('RunEvent'),
      run: {
        runId: run.runId,
        facets: {
          ...parentFacets(run),
          ...(eventType === 'START' ? startFacets(run, nominal) : {}),
          ...(eventType === 'FAIL' ? errorFacets(run) : {}),
        },
      },
      job: {
        namespace: run.job.namespace,
        name: run.job.name,
        ...(eventType === 'START' ? { facets: jobFacets(run.job, this.#mended) } : {}),
      },
      inputs: run.job.inputs.map((dataset) => this.#input(dataset, eventType)),
      outputs: run.job.outputs.map((output) => this.#output(output, eventType)),
    };
  }

  #input(dataset: DatasetSpec, eventType: RunEvent['eventType']): DatasetReference {
    const { namespace, name } = dataset;
    if (eventType === 'START') {
      return {
        namespace,
        name,
        facets: {
          schema: schemaFacet(this.#producer, dataset, this.#changed),
          dataSource: dataSourceFacet(this.#producer, dataset),
          ...this.#lake(dataset),
        },
      };
    }
    if (eventType !== 'COMPLETE' || this.#run.job.engine === 'AIRFLOW') return { namespace, name };
    return { namespace, name, inputFacets: this.#observed(dataset) };
  }

  /** Spark counts what it read, dbt tests it. */
  #observed(dataset: DatasetSpec): Facets {
    const producer = this.#producer;
    const changed = this.#changed;
    return {
      dataQualityMetrics: dataQualityMetricsFacet(producer, dataset, changed, this.#random('quality', dataset)),
      ...(this.#run.job.engine === 'SPARK'
        ? { inputStatistics: inputStatisticsFacet(producer, dataset, this.#random('read', dataset)) }
        : { dataQualityAssertions: assertionsFacet(producer, dataset, changed) }),
    };
  }

  #lake(dataset: DatasetSpec): Facets {
    return lakeFacets(this.#producer, dataset, dayOf(this.#simulation, this.#run.nominalStart));
  }

  #output(output: OutputSpec, eventType: RunEvent['eventType']): DatasetReference {
    const producer = this.#producer;
    const changed = this.#changed;
    const { namespace, name } = output.dataset;
    if (eventType !== 'COMPLETE') return { namespace, name };
    return {
      namespace,
      name,
      facets: {
        schema: schemaFacet(producer, output.dataset, changed),
        dataSource: dataSourceFacet(producer, output.dataset),
        ...describingFacets(producer, output.dataset, changed),
        columnLineage: columnLineageFacet(producer, output, changed),
        ...this.#lake(output.dataset),
      },
      outputFacets: {
        outputStatistics: outputStatisticsFacet(producer, output.dataset, this.#random('rows', output.dataset)),
      },
    };
  }

  #random(purpose: string, dataset: DatasetSpec): ReturnType<typeof randomFor> {
    return randomFor(this.#simulation.seed, purpose, this.#run.runId, dataset.name);
  }
}

/** The events of one run that lie in [from, to) of simulated time. */
export function runEvents(
  simulation: Simulation,
  run: PlannedRun,
  span: { readonly from: number; readonly to: number },
  wallTime: WallTime,
): TimedEvent[] {
  const narrator = new RunNarrator(simulation, run);
  return moments(run)
    .filter(({ at }) => at >= span.from && at < span.to)
    .map((moment) => ({ at: moment.at, event: narrator.event(moment, wallTime) }));
}
