import { Random } from '../harness/random.ts';

const jobs = 2_000;
const datasets = 5_000;
const fieldsOfSchema = 40;
const producer = 'https://example.org/bench/1.0';
const schemaUrl = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent';
const facetUrl = (name: string): string => `https://openlineage.io/spec/facets/1-1-0/${name}.json`;

/** A seeded world of 2,000 jobs over 5,000 datasets whose runs start (1.5 KB) and complete (6.6 KB). */
export class EventWorld {
  readonly #random: Random;
  readonly #open: { readonly run: string; readonly job: number; readonly at: number }[] = [];
  #time = Date.UTC(2026, 0, 1);

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  /** The next event: every second one ends what the one before began. */
  next(): Buffer {
    this.#time += 7;
    const open = this.#open.pop();
    if (open) return Buffer.from(JSON.stringify(complete(open, this.#time)));
    const begun = { run: this.#runId(), job: this.#random.below(jobs), at: this.#time };
    this.#open.push(begun);
    return Buffer.from(JSON.stringify(start(begun)));
  }

  /** One run of each job, after which every dataset, column and edge is known. */
  *everyJob(): Generator<Buffer> {
    for (let job = 0; job < jobs; job += 1) {
      this.#time += 7;
      const begun = { run: this.#runId(), job, at: this.#time };
      yield Buffer.from(JSON.stringify(start(begun)));
      yield Buffer.from(JSON.stringify(complete(begun, this.#time + 3)));
    }
  }

  take(count: number): Buffer[] {
    return Array.from({ length: count }, () => this.next());
  }

  /** Version 7, as the clients of today make them: in the order of time. */
  #runId(): string {
    const time = Math.floor(this.#time).toString(16).padStart(12, '0');
    const random = this.#random.hex(18);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6)}`;
  }
}

interface BegunRun {
  readonly run: string;
  readonly job: number;
  readonly at: number;
}

const facet = (name: string, more: object): object => ({ _producer: producer, _schemaURL: facetUrl(name), ...more });

function head({ run, job }: BegunRun, eventType: string, at: number): object {
  return {
    eventType,
    eventTime: new Date(at).toISOString(),
    producer,
    schemaURL: schemaUrl,
    run: {
      runId: run,
      facets: {
        nominalTime: facet('NominalTimeRunFacet', { nominalStartTime: new Date(at - 1_000).toISOString() }),
        processing_engine: facet('ProcessingEngineRunFacet', { version: '3.5.1', name: 'spark', openlineageAdapterVersion: '1.40.0' }),
      },
    },
    job: {
      namespace: `team-${job % 40}`,
      name: `pipeline_${job}.refine_${job % 7}`,
      facets: {
        jobType: facet('JobTypeJobFacet', { processingType: 'BATCH', integration: 'SPARK', jobType: 'JOB' }),
        documentation: facet('DocumentationJobFacet', { description: `Refines what pipeline ${job} collects. `.repeat(4) }),
      },
    },
  };
}

function start(begun: BegunRun): object {
  return { ...head(begun, 'START', begun.at), inputs: inputsOf(begun.job).map((one) => named(one)), outputs: [] };
}

function complete(begun: BegunRun, at: number): object {
  const inputs = inputsOf(begun.job);
  return {
    ...head(begun, 'COMPLETE', at),
    inputs: inputs.map((one) => named(one)),
    outputs: outputsOf(begun.job).map((one) => written(one, inputs)),
  };
}

/** The same for every run of a job: shapes seldom change. */
function inputsOf(job: number): number[] {
  const random = new Random(job * 31 + 7);
  return [...new Set([random.skewed(datasets), random.below(datasets), random.below(datasets)])];
}

function outputsOf(job: number): number[] {
  return [(job * 2) % datasets, (job * 2 + 1) % datasets];
}

function named(dataset: number): { readonly namespace: string; readonly name: string } {
  return { namespace: `postgres://db-${dataset % 20}.example.org:5432`, name: `warehouse.layer_${dataset % 6}.table_${dataset}` };
}

function written(dataset: number, inputs: readonly number[]): object {
  const fields = Array.from({ length: fieldsOfSchema / 2 }, (_, index) => ({ name: `column_${dataset % 13}_${index}`, type: 'VARCHAR' }));
  const columns = Object.fromEntries(
    fields.slice(0, 4).map(({ name }, index) => [
      name,
      {
        inputFields: [
          {
            ...named(inputs[index % inputs.length] ?? 0),
            field: `column_${index}`,
            transformations: [{ type: 'DIRECT', subtype: 'IDENTITY', masking: false }],
          },
        ],
      },
    ]),
  );
  return {
    ...named(dataset),
    facets: {
      schema: facet('SchemaDatasetFacet', { fields }),
      columnLineage: facet('ColumnLineageDatasetFacet', { fields: columns }),
    },
    outputFacets: { outputStatistics: facet('OutputStatisticsOutputDatasetFacet', { rowCount: 1_000 + dataset, size: 100_000 }) },
  };
}
