import { expect, test } from '@jest/globals';
import { realEvents, testWithFixtures } from '@hotpass/testkit';
import { datasetId } from '@hotpass/kernel';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';

const withFixtures = (name: string, run: () => Promise<void>): void => testWithFixtures(test, name, run);

function scenario(name: string): unknown[] {
  return realEvents(`scenarios/${name}`);
}

/** Edges of the newest state by names alone. */
async function currentEdges(lineage: LineageUnderTest): Promise<string[]> {
  const { rows } = await lineage.database.pool.query<{ line: string }>(`
    select s.name || ' -> ' || d.name || case e.basis when 'COMPLETED' then '' else ' ' || e.basis end as line
    from lineage.edge_at(null, null) e join lineage.node s on s.id = e.src join lineage.node d on d.id = e.dst`);
  return rows.map((row) => row.line).toSorted();
}

async function names(lineage: LineageUnderTest, kind: 'dataset' | 'job'): Promise<string[]> {
  const { rows } = await lineage.database.pool.query<{ name: string }>('select name from lineage.node where kind = $1', [kind]);
  return rows.map((row) => row.name).toSorted();
}

/** Worked out by hand. COMPLETE events carry no datasets there: what START said stays. */
const demoEdges = {
  etl_menus: { reads: [], writes: ['menus'] },
  etl_categories: { reads: [], writes: ['categories'] },
  etl_menu_items: { reads: [], writes: ['menu_items'] },
  etl_orders: { reads: [], writes: ['orders'] },
  etl_orders_7_days: { reads: ['menus', 'menu_items', 'orders', 'categories'], writes: ['orders_7_days'] },
  etl_customers: { reads: [], writes: ['customers'] },
  etl_order_status: { reads: [], writes: ['order_status'] },
  etl_drivers: { reads: [], writes: ['drivers'] },
  etl_restaurants: { reads: [], writes: ['restaurants'] },
  etl_delivery_7_days: { reads: ['orders_7_days', 'customers', 'order_status', 'drivers', 'restaurants'], writes: ['delivery_7_days'] },
  delivery_times_7_days: { reads: ['delivery_7_days'], writes: ['top_delivery_times', 'discounts'] },
  orders_popular_day_of_week: { reads: ['top_delivery_times', 'customers'], writes: ['popular_orders_day_of_week'] },
  email_discounts: { reads: ['discounts', 'customers'], writes: [] },
};

withFixtures('marquez-demo.json gives the jobs, datasets and edges worked out by hand, all from completed runs', async () => {
  await using lineage = await startLineage();
  await lineage.send(...realEvents('marquez-demo.json'));
  const jobs = Object.entries(demoEdges);
  expect(await names(lineage, 'job')).toEqual(jobs.map(([job]) => job).toSorted());
  // Column lineage there names a dataset that nothing reads or writes.
  const datasets = new Set(['menu_item_id', ...jobs.flatMap(([, { reads, writes }]) => [...reads, ...writes])]);
  expect(await names(lineage, 'dataset')).toEqual([...datasets].map((name) => `public.${name}`).toSorted());
  const edges = jobs.flatMap(([job, { reads, writes }]) => [
    ...reads.map((name) => `public.${name} -> ${job}`),
    ...writes.map((name) => `${job} -> public.${name}`),
  ]);
  expect(await currentEdges(lineage)).toEqual(edges.toSorted());
});

withFixtures('everything in marquez-demo.json that the discounts come from is found upstream, by steps', async () => {
  await using lineage = await startLineage();
  await lineage.send(...realEvents('marquez-demo.json'));
  const query =
    'query ($id: ID!) { lineage(input: { rootId: $id, direction: UPSTREAM, upstreamDepth: 9 }) { truncated nodes { hop ... on DatasetNode { dataset { name } } } } }';
  const { lineage: graph } = await lineage.ask<{ lineage: { truncated: boolean; nodes: { hop: number; dataset?: { name: string } }[] } }>(
    query,
    { id: datasetId('food_delivery', 'public.discounts') },
  );
  const byHop = Map.groupBy(
    graph.nodes.filter((node) => node.dataset),
    (node) => node.hop,
  );
  expect(
    Object.fromEntries([...byHop].map(([hop, nodes]) => [hop, nodes.map((node) => node.dataset!.name.replace('public.', '')).toSorted()])),
  ).toEqual({
    0: ['discounts'],
    '-2': ['delivery_7_days'],
    '-4': ['customers', 'drivers', 'order_status', 'orders_7_days', 'restaurants'],
    '-6': ['categories', 'menu_items', 'menus', 'orders'],
  });
  expect(graph.truncated).toBe(false);
});

const cll = 'open_lineage_integration_create_table';
const spark = 'cl_i_test_application';

const scenarios: [name: string, edges: string[]][] = [
  [
    'CLL',
    [
      `${cll}.execute_create_table_command.cll_test_cll_source1 -> /tmp/cll_test/cll_source1`,
      `${cll}.execute_create_table_command.cll_test_cll_source2 -> /tmp/cll_test/cll_source2`,
      `/tmp/cll_test/cll_source1 -> ${cll}.execute_create_hive_table_as_select_command.default_tbl1`,
      `/tmp/cll_test/cll_source2 -> ${cll}.execute_create_hive_table_as_select_command.default_tbl1`,
      `${cll}.execute_create_hive_table_as_select_command.default_tbl1 -> /tmp/cll_test/tbl1`,
    ],
  ],
  [
    'airflow',
    [
      'copied.csv -> BQ.upload',
      'test.csv -> BQ.upload',
      'BQ.upload -> mock-project.test.upload',
      'mock-project.test.upload -> BQ.copy',
      'BQ.copy -> mock-project.test.upload_cp',
      'mock-project.test.upload_cp -> BQ.download',
      'BQ.download -> result.csv',
      '/files/temp/data.txt -> gcs_hook.upload_from_file',
      'gcs_hook.upload_from_file -> uploaded_file.txt',
      'gcs_hook.upload_from_data -> uploaded_data.txt',
      'uploaded_file.txt -> gcs_hook.download_to_file',
      'gcs_hook.download_to_file -> /files/temp/downloaded_file.txt',
    ],
  ],
  ['simple_run_event', ['test.table.input -> job_name', 'job_name -> test.table.output']],
  [
    'spark_dataproc_simple_producer_test_complete',
    [
      // The second of its two runs completed later, and names t2 alone.
      `${spark}.drop_table -> /user/hive/warehouse/t2`,
      `${spark}.execute_create_table_command.warehouse_t1 -> /user/hive/warehouse/t1`,
      `${spark}.execute_insert_into_hive_table.warehouse_t1 -> /user/hive/warehouse/t1`,
      `${spark}.execute_create_hive_table_as_select_command.default_t2 -> /user/hive/warehouse/t2`,
      `/user/hive/warehouse/t1 -> ${spark}.execute_insert_into_hive_table.warehouse_t2`,
      `${spark}.execute_insert_into_hive_table.warehouse_t2 -> /user/hive/warehouse/t2`,
    ],
  ],
];

for (const [name, edges] of scenarios) {
  withFixtures(`scenario ${name} gives the edges worked out by hand`, async () => {
    await using lineage = await startLineage();
    await lineage.send(...scenario(name));
    expect(await currentEdges(lineage)).toEqual(edges.toSorted());
  });
}

withFixtures('events that came before in other files change nothing', async () => {
  await using lineage = await startLineage();
  await lineage.send(...scenario('spark_dataproc_simple_producer_test_complete'));
  const before = await currentEdges(lineage);
  await lineage.send(...scenario('spark_dataproc_simple_producer_test'));
  expect(await currentEdges(lineage)).toEqual(before);
});
