import { randomUUID } from 'node:crypto';

export interface NamedThing {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Readonly<Record<string, unknown>>;
}

export interface RunEvent {
  readonly eventType: string;
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: { readonly runId: string; readonly facets?: Readonly<Record<string, unknown>> };
  readonly job: NamedThing;
  readonly inputs: readonly NamedThing[];
  readonly outputs: readonly NamedThing[];
}

export type JobEvent = Omit<RunEvent, 'eventType' | 'run'>;

export interface DatasetEvent {
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly dataset: NamedThing;
}

const producer = 'https://example.org/hotpass/testkit';
const schema = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs';

/** A name alone stands for a thing of the namespace `example`. */
function thing(named: NamedThing | string): NamedThing {
  return typeof named === 'string' ? { namespace: 'example', name: named } : named;
}

export interface RunEventOptions extends Partial<Omit<RunEvent, 'run' | 'job' | 'inputs' | 'outputs'>> {
  readonly run?: Partial<RunEvent['run']>;
  readonly job?: NamedThing | string;
  readonly inputs?: readonly (NamedThing | string)[];
  readonly outputs?: readonly (NamedThing | string)[];
}

/** A valid RunEvent: a new run of `example/refine` that completed, reading `raw` and writing `refined`. */
export function aRunEvent({ run, job = 'refine', inputs = ['raw'], outputs = ['refined'], ...rest }: RunEventOptions = {}): RunEvent {
  return {
    eventType: 'COMPLETE',
    eventTime: new Date().toISOString(),
    producer,
    schemaURL: `${schema}/RunEvent`,
    ...rest,
    run: { runId: randomUUID(), ...run },
    job: thing(job),
    inputs: inputs.map(thing),
    outputs: outputs.map(thing),
  };
}

export type JobEventOptions = Omit<RunEventOptions, 'eventType' | 'run'>;

/** A valid JobEvent: what `example/refine` says it reads and writes, without a run. */
export function aJobEvent({ job = 'refine', inputs = ['raw'], outputs = ['refined'], ...rest }: JobEventOptions = {}): JobEvent {
  return {
    eventTime: new Date().toISOString(),
    producer,
    schemaURL: `${schema}/JobEvent`,
    ...rest,
    job: thing(job),
    inputs: inputs.map(thing),
    outputs: outputs.map(thing),
  };
}

export interface DatasetEventOptions extends Partial<Omit<DatasetEvent, 'dataset'>> {
  readonly dataset?: NamedThing | string;
}

/** A valid DatasetEvent about `example/raw`. */
export function aDatasetEvent({ dataset = 'raw', ...rest }: DatasetEventOptions = {}): DatasetEvent {
  return { eventTime: new Date().toISOString(), producer, schemaURL: `${schema}/DatasetEvent`, ...rest, dataset: thing(dataset) };
}
