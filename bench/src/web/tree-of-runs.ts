import { createHash } from 'node:crypto';
import { datasetId } from '@hotpass/kernel';
import { aRunEvent, type RunEvent, type TestHub } from '@hotpass/testkit';

/** A graph that one sees from its root: every dataset is read by a few jobs, each of which writes one dataset. */
export interface TreeOfRuns {
  readonly rootId: string;
  /** Vertices, the root included. */
  readonly size: number;
  /** Names of its jobs. */
  readonly jobs: readonly string[];
  /** Steps from the root to its farthest dataset. */
  readonly depth: number;
}

/** Not more than a walk follows of one vertex, and a picture that is wide as well as long. */
const branches = 5;
const columns = ['id', 'value', 'changed_at', 'note'];

const schema = {
  schema: {
    _producer: 'https://example.org/bench',
    _schemaURL: 'https://openlineage.io/spec/facets/1-1-1/SchemaDatasetFacet.json',
    fields: columns.map((name) => ({ name, type: 'text' })),
  },
};

/** Reports a tree of so many vertices, with columns and where their values come from. */
export async function plantTree(hub: TestHub, name: string, size: number): Promise<TreeOfRuns> {
  const pairs = Math.floor((size - 1) / 2);
  const datasetOf = (pair: number): string => (pair < 0 ? `${name}.root` : `${name}.d${pair}`);
  const events = Array.from({ length: pairs }, (_, pair) => eventOf(`${name}.j${pair}`, datasetOf(parentOf(pair)), datasetOf(pair)));
  for (let at = 0; at < events.length; at += 100) await postAll(hub, events.slice(at, at + 100));
  await hub.settle();
  return {
    rootId: datasetId('bench', `${name}.root`),
    size: 2 * pairs + 1,
    jobs: Array.from({ length: pairs }, (_, pair) => `${name}.j${pair}`),
    depth: depthOf(pairs - 1),
  };
}

/** Which pair wrote what this one reads; -1 is the root. */
function parentOf(pair: number): number {
  return pair < branches ? -1 : Math.floor(pair / branches) - 1;
}

function depthOf(pair: number): number {
  return pair < 0 ? 0 : 1 + depthOf(parentOf(pair));
}

function eventOf(job: string, input: string, output: string): RunEvent {
  const source = { namespace: 'bench', name: input };
  const fields = Object.fromEntries(
    columns.map((column) => [
      column,
      { inputFields: [{ ...source, field: column, transformations: [{ type: 'DIRECT', subtype: 'IDENTITY' }] }] },
    ]),
  );
  const lineage = {
    columnLineage: {
      _producer: 'https://example.org/bench',
      _schemaURL: 'https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json',
      fields,
    },
  };
  return aRunEvent({
    run: { runId: runIdOf(job, 0) },
    job: { namespace: 'bench', name: job },
    inputs: [{ ...source, facets: schema }],
    outputs: [{ namespace: 'bench', name: output, facets: { ...schema, ...lineage } }],
  });
}

/** The same run for the same job and turn. */
export function runIdOf(job: string, turn: number): string {
  const hex = createHash('sha256').update(`${job} ${turn} ${process.pid}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** @throws Error when one of them was refused. */
export async function postAll(hub: TestHub, events: readonly object[]): Promise<void> {
  const answer = await fetch(`${hub.url}/api/v1/lineage/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  if (answer.status !== 204) throw new Error(`A batch was answered with ${answer.status}: ${(await answer.text()).slice(0, 400)}`);
}
