import { expect, test } from '@jest/globals';
import { testWithFixtures } from '@hotpass/testkit';
import { eventsOf, readExpected, scenarioNames, scenarios, writeExpected } from './expected.ts';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';

const withFixtures = (name: string, run: () => Promise<void>): void => testWithFixtures(test, name, run);

/** Everything as it stands, a line each: namespace and name joined by a bar. */
const parts = {
  jobs: `select n.name from named n where n.kind = 'job'`,
  datasets: `select n.name from named n where n.kind = 'dataset'`,
  edges: `
    select s.name || ' -> ' || d.name || ' ' || e.basis as name
    from lineage.edge e join named s on s.id = e.src join named d on d.id = e.dst
    where e.valid_to = 'infinity' and e.known_to = 9223372036854775807`,
  columnEdges: `
    select s.name || coalesce(' . ' || e.src_column, '') || ' -> ' || d.name || coalesce(' . ' || e.dst_column, '')
      || ' ' || concat_ws(' ', e.type, e.subtype, case when e.masking then 'masking' end, e.rule, e.basis)
      || coalesce(' by ' || j.name, '') as name
    from lineage.column_edge e join named s on s.id = e.src join named d on d.id = e.dst left join named j on j.id = e.job
    where e.valid_to = 'infinity' and e.known_to = 9223372036854775807`,
  aliases: `
    select m.name || ' => ' || r.name as name
    from lineage.alias a join named m on m.id = a.member join named r on r.id = a.representative
    where a.valid_to = 'infinity' and a.known_to = 9223372036854775807`,
};

async function graphOf(lineage: LineageUnderTest): Promise<Record<string, string[]>> {
  const graph: Record<string, string[]> = {};
  for (const [part, query] of Object.entries(parts)) {
    const { rows } = await lineage.database.pool.query<{ name: string }>(`
      with named as (select v.id, v.kind, p.name || ' | ' || v.name as name from lineage.node v join lineage.namespace p on p.id = v.namespace)
      ${query}`);
    graph[part] = rows.map((row) => row.name).toSorted();
  }
  return graph;
}

withFixtures('every event file belongs to a scenario, and every scenario has what is expected of it', async () => {
  expect(
    scenarios()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(scenarioNames.toSorted());
  for (const name of scenarioNames) expect(Object.keys(await readExpected(name))).toEqual(expect.arrayContaining(Object.keys(parts)));
});

for (const name of scenarioNames) {
  withFixtures(`${name} gives the jobs, datasets, edges, columns and aliases expected of it`, async () => {
    await using lineage = await startLineage();
    await lineage.send(...eventsOf(name));
    const graph = await graphOf(lineage);
    if (process.env['WRITE_EXPECTED']) await writeExpected(name, graph);
    const expected = await readExpected(name);
    expect(graph).toEqual(Object.fromEntries(Object.keys(parts).map((part) => [part, expected[part]])));
    expect(await lineage.log.quarantine('lineage.openlineage')).toEqual([]);
  });
}
