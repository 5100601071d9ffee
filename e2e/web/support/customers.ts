import { aRunEvent, type NamedThing, type TestHub } from '@hotpass/testkit';
import { randomUUID } from 'node:crypto';
import { ask } from './paths.ts';

const producer = 'https://example.org/producer';

function facet(name: string, version: string, held: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { _producer: producer, _schemaURL: `https://openlineage.io/spec/facets/${version}/${name}.json`, ...held };
}

/** The ids of what `tellCustomers` tells. */
export interface Customers {
  readonly dataset: string;
  readonly job: string;
}

const namespace = 'example';

function columns(...names: string[]): Readonly<Record<string, unknown>> {
  return {
    schema: facet('SchemaDatasetFacet', '1-2-0', {
      fields: names.map((name) => ({ name, type: 'text', description: `The ${name}` })),
    }),
  };
}

/** What is read and what is written, with their facets. */
function datasets(prefix: string): { readonly raw: NamedThing; readonly refined: NamedThing } {
  const from = { namespace, name: `${prefix}.raw`, field: 'mail', transformations: [{ type: 'DIRECT', subtype: 'HASH', masking: true }] };
  const raw = { namespace, name: `${prefix}.raw`, facets: columns('id', 'mail') };
  const refined = {
    namespace,
    name: `${prefix}.refined`,
    facets: {
      ...columns('id', 'email', 'city'),
      columnLineage: facet('ColumnLineageDatasetFacet', '1-2-0', { fields: { email: { inputFields: [from] } } }),
      documentation: facet('DocumentationDatasetFacet', '1-0-1', { description: 'Customers, one line each.' }),
      ownership: facet('OwnershipDatasetFacet', '1-0-1', { owners: [{ name: 'team:crm', type: 'MAINTAINER' }] }),
      version: facet('DatasetVersionDatasetFacet', '1-0-1', { datasetVersion: 'v7' }),
      tags: facet('TagsDatasetFacet', '1-0-0', {
        tags: [
          { key: 'pii', value: 'true', field: 'email', source: 'test' },
          { key: 'tier', value: 'gold', source: 'test' },
        ],
      }),
    },
  };
  return { raw, refined };
}

/** The job between them, with its facets. */
function refiningJob(prefix: string): NamedThing {
  return {
    namespace,
    name: `${prefix}.refine`,
    facets: {
      documentation: facet('DocumentationJobFacet', '1-0-1', { description: 'Makes customers.' }),
      sql: facet('SQLJobFacet', '1-0-1', { query: 'select id, sha256(mail) as email from raw' }),
      jobType: facet('JobTypeJobFacet', '2-0-3', { integration: 'SPARK', jobType: 'JOB', processingType: 'BATCH' }),
      sourceCodeLocation: facet('SourceCodeLocationJobFacet', '1-0-1', {
        type: 'git',
        url: 'https://example.org/code.git',
        version: 'abc123',
      }),
      ownership: facet('OwnershipJobFacet', '1-0-1', { owners: [{ name: 'team:etl', type: 'OWNER' }] }),
    },
  };
}

/**
 * `<prefix>.raw` (mail) → `<prefix>.refine` → `<prefix>.refined` (id, email, …) → `<prefix>.publish` → `<prefix>.published`, told
 * with all that the inspector has a place for, and read by as many jobs as asked for.
 */
export async function tellCustomers(hub: TestHub, prefix: string, readers = 0): Promise<Customers> {
  const { raw, refined } = datasets(prefix);
  const job = refiningJob(prefix);
  const runId = randomUUID();
  const started = new Date(Date.now() - 90_000).toISOString();
  await hub.post(aRunEvent({ eventType: 'START', eventTime: started, run: { runId }, job, inputs: [raw], outputs: [refined] }));
  await hub.post(aRunEvent({ run: { runId }, job, inputs: [raw], outputs: [refined] }));
  await hub.post(aRunEvent({ job: `${prefix}.publish`, inputs: [`${prefix}.refined`], outputs: [`${prefix}.published`] }));
  for (let reader = 1; reader <= readers; reader++) {
    await hub.post(
      aRunEvent({ job: `${prefix}.reader_${reader}`, inputs: [`${prefix}.published`], outputs: [`${prefix}.copy_${reader}`] }),
    );
  }
  await hub.settle();
  const query = `query Q($dataset: String!, $job: String!) {
    dataset(namespace: "example", name: $dataset) { id } job(namespace: "example", name: $job) { id } }`;
  const told = await ask<{ dataset: { id: string }; job: { id: string } }>(hub, query, { dataset: refined.name, job: job.name });
  return { dataset: told.dataset.id, job: told.job.id };
}
