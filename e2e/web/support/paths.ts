import type { TestHub } from '@hotpass/testkit';

/** The subject of the journeys in the demo world: a list that holds a masked copy of personal data. */
export const outreachList = 'refinery.marts.outreach_list';

/** What the hub answers. @throws when it answers errors. */
export async function ask<T>(hub: TestHub, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, errors } = await hub.graphql(query, variables);
  if (errors !== undefined && errors.length > 0) throw new Error(JSON.stringify(errors));
  return data as T;
}

/** The id of a dataset of the demo world by its name, which is its alone. */
export async function datasetId(hub: TestHub, name: string): Promise<string> {
  type Found = { readonly datasets: { readonly nodes: readonly { readonly id: string }[] } };
  const { datasets } = await ask<Found>(
    hub,
    'query Q($name: String!) { datasets(filter: { name: { eq: $name } }, first: 1) { nodes { id } } }',
    { name },
  );
  const [found] = datasets.nodes;
  if (found === undefined) throw new Error(`The hub knows no dataset ${name}.`);
  return found.id;
}

/** The earliest failed run that nothing explains, of the last week. */
export async function firstFailure(hub: TestHub): Promise<{ readonly id: string; readonly job: string }> {
  type Found = {
    readonly firstUnexplainedFailures: {
      readonly nodes: readonly { readonly run: { readonly id: string; readonly job: { readonly name: string } } }[];
    };
  };
  const since = new Date(Date.now() - 7 * 86_400_000).toISOString();
  const query = 'query Q($since: DateTime!) { firstUnexplainedFailures(since: $since, first: 1) { nodes { run { id job { id name } } } } }';
  const { firstUnexplainedFailures } = await ask<Found>(hub, query, { since });
  const [found] = firstUnexplainedFailures.nodes;
  if (found === undefined) throw new Error('Nothing has failed in this world.');
  return { id: found.run.id, job: found.run.job.name };
}

/** Every screen there is, by its name. */
export async function everyScreen(hub: TestHub): Promise<ReadonlyMap<string, string>> {
  const subject = await datasetId(hub, outreachList);
  const failed = await firstFailure(hub);
  return new Map([
    ['start', '/'],
    ['start of lineage', '/lineage'],
    ['graph', `/lineage/${subject}?view=graph`],
    ['traced column', `/lineage/${subject}?view=graph&level=column&col=email_hash&up=2`],
    ['tree', `/lineage/${subject}?view=tree&up=2`],
    ['table', `/lineage/${subject}?view=table&up=2`],
    ['inspector', `/lineage/${subject}?sel=${subject}`],
    ['datasets', '/datasets'],
    ['dataset', `/datasets/${subject}`],
    ['runs', '/runs'],
    ['runs as a table', '/runs?view=table'],
    ['run', `/runs/${failed.id}`],
  ]);
}
