import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { aRunEvent, startTestHub } from '@hotpass/testkit';
import pg from 'pg';

/** Any number: the lock that holds the projector back. */
const held = 4711;

/** What the first version of the projector of the graph left behind: it knew neither columns nor aliases nor pairs. */
const asVersionOne = `
  truncate lineage.column_edge, lineage.column_set, lineage.symlink, lineage.alias, lineage.seen_edge;
  update lineage.run_shape set columns_hash = null;
  update log.consumer_owner set version = 1 where name = 'lineage.openlineage'`;

/** From here on, what writes a namespace waits for the lock. */
const holdWrites = `
  create function public.wait_for_test() returns trigger language plpgsql as $$
  begin perform pg_advisory_lock_shared(${held}); perform pg_advisory_unlock_shared(${held}); return new; end $$;
  create trigger wait_for_test before insert on lineage.namespace for each row execute function public.wait_for_test();
  select pg_advisory_lock(${held})`;

/** An event whose output has a column that comes from another, and a second name. */
function withColumns(): object {
  const from = { namespace: 'example', name: 'orders', field: 'price', transformations: [{ type: 'DIRECT', subtype: 'AGGREGATION' }] };
  const facets = {
    columnLineage: { fields: { total: { inputFields: [from] } } },
    symlinks: { identifiers: [{ namespace: 'example', name: 'public.totals', type: 'TABLE' }] },
  };
  return aRunEvent({ job: 'load', inputs: ['orders'], outputs: [{ namespace: 'example', name: 'totals', facets }] });
}

test('a hub with the graph of the version before rebuilds it, and is not ready meanwhile', async () => {
  await using hub = await startTestHub();
  await hub.post(withColumns());
  await hub.settle();
  const { url } = hub;
  await hub.kill('SIGTERM');

  const client = new pg.Client({ connectionString: await hub.databaseUrl(), application_name: 'e2e upgrade' });
  await client.connect();
  try {
    const counts = async (): Promise<unknown> => {
      const { rows } = await client.query(`select
        (select count(*)::int from lineage.edge) as edges, (select count(*)::int from lineage.column_edge) as columns,
        (select count(*)::int from lineage.alias) as aliases, (select count(*)::int from lineage.seen_edge) as pairs`);
      return rows[0];
    };
    await client.query(asVersionOne);
    await client.query(holdWrites);
    expect(await counts()).toEqual({ edges: 2, columns: 0, aliases: 0, pairs: 0 });

    const ready = hub.restart();
    expect(await untilItSays(url, 'lineage.openlineage is being rebuilt: 1 entries to go.')).toBe(503);
    await client.query('select pg_advisory_unlock($1)', [held]);
    await ready;
    expect((await fetch(`${url}/readiness`)).status).toBe(200);
    expect(await counts()).toEqual({ edges: 2, columns: 1, aliases: 1, pairs: 2 });
  } finally {
    await client.end();
  }
});

/** Answers the status with which readiness says so. */
async function untilItSays(url: string, reason: string): Promise<number> {
  for (const end = Date.now() + 30_000; ; await delay(20)) {
    const answer = await fetch(`${url}/readiness`).catch(() => null);
    const text = await answer?.text();
    if (answer && text?.includes(reason)) return answer.status;
    if (Date.now() > end) throw new Error(`Readiness never said so: ${text}`);
  }
}
