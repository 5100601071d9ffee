import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent } from '@hotpass/testkit';
import { print } from 'graphql';
import pg from 'pg';
import { EventsDocument, QuarantineDocument, type EventsQuery, type QuarantineQuery } from './generated/graphql.ts';
import { topologies, type RunningTopology } from './support/topologies.ts';

interface Listed {
  readonly quarantine: { readonly nodes: readonly { readonly id: string; readonly entryId: string; readonly reason: string }[] };
}

interface Replayed {
  readonly replayQuarantined: {
    readonly entryId: string | null;
    readonly count: number | null;
    readonly errors: readonly { code: string }[];
  };
}

describe.each(topologies)('quarantine in $name', ({ start }) => {
  let topology: RunningTopology;
  let database: pg.Client;
  beforeAll(async () => {
    topology = await start();
    database = new pg.Client({ connectionString: await topology.graph.databaseUrl() });
    await database.connect();
    await database.query(`create function public.poison() returns trigger language plpgsql as
      $$ begin if new.run_id = '${poisoned}' then
        raise exception 'poison' using errcode = '22023'; end if; return new; end $$`);
    await database.query('create trigger poison before insert or update on runs.run for each row execute function public.poison()');
  });
  afterAll(async () => {
    await database.end();
    await topology[Symbol.asyncDispose]();
  });

  const poison = aRunEvent({ job: 'poisonous' });
  const poisoned = `run_${poison.run.runId}`;
  const replay = 'mutation ($id: ID!) { replayQuarantined(input: { id: $id }) { entryId count errors { code } } }';

  test('what the consumer of any process set aside is listed, replayed there, and told', async () => {
    const [entry] = await topology.graph.post(poison, aRunEvent({ job: 'harmless' }));
    await topology.graph.settle();
    const list =
      '{ quarantine(consumer: "runs.openlineage") { nodes { id entryId consumer reason heldBehind heldBack type body event { job { name } } } } }';
    const { data } = await topology.graph.graphql<Listed>(list);
    expect(data!.quarantine.nodes).toEqual([
      {
        id: expect.stringMatching(/^qua_/),
        entryId: entry,
        consumer: 'runs.openlineage',
        reason: 'The database refused it (SQLSTATE 22023).',
        heldBehind: null,
        heldBack: 0,
        type: 'openlineage.run_event',
        body: JSON.stringify(poison),
        event: { job: { name: 'poisonous' } },
      },
    ]);
    const { id } = data!.quarantine.nodes[0]!;
    const run = async (minPosition?: string): Promise<unknown> =>
      (
        await topology.graph.graphql(
          'query ($id: ID!) { run(id: $id) { state } }',
          { id: poisoned },
          minPosition === undefined ? {} : { minPosition },
        )
      ).data;
    expect(await run()).toEqual({ run: null });

    const still = await topology.graph.graphql<Replayed>(replay, { id });
    expect(still.data!.replayQuarantined).toEqual({ entryId: null, count: null, errors: [{ code: 'BAD_USER_INPUT' }] });

    await database.query('drop trigger poison on runs.run');
    const { cursor } = (await topology.graph.graphql<{ runs: { cursor: string } }>('{ runs(first: 1) { cursor } }')).data!.runs;
    await using subscription = topology.graph.subscribe(
      'subscription ($after: String) { runUpdated(after: $after) { run { id state } } }',
      {
        after: cursor,
      },
    );
    const done = await topology.graph.graphql<Replayed>(replay, { id });
    expect(done.data!.replayQuarantined).toMatchObject({ count: 1, errors: [] });
    expect(await run(done.data!.replayQuarantined.entryId!)).toEqual({ run: { state: 'COMPLETED' } });
    expect(await subscription.next()).toMatchObject({ data: { runUpdated: { run: { id: poisoned, state: 'COMPLETED' } } } });

    expect((await topology.graph.graphql<Listed>(list)).data!.quarantine.nodes).toEqual([]);
    expect((await topology.graph.graphql<Replayed>(replay, { id })).data!.replayQuarantined.errors).toEqual([{ code: 'NOT_FOUND' }]);
  });

  test.each(['nonsense', 'qua_1_nobody.here', 'qua_99999999_runs.openlineage'])('replaying %s is refused', async (id) => {
    const { data } = await topology.graph.graphql<Replayed>(replay, { id });
    expect(data!.replayQuarantined.errors).toHaveLength(1);
  });

  test('the committed operations about events answer as they stand', async () => {
    const { data, errors } = await topology.graph.graphql<EventsQuery>(print(EventsDocument));
    expect(errors).toBeUndefined();
    expect(data!.events.nodes.map(({ job, run }) => [job!.name, run!.state])).toEqual([
      ['harmless', 'COMPLETED'],
      ['poisonous', 'COMPLETED'],
    ]);
    const empty = await topology.graph.graphql<QuarantineQuery>(print(QuarantineDocument), { consumer: 'runs.openlineage' });
    expect(empty).toMatchObject({ data: { quarantine: { nodes: [], pageInfo: { hasNextPage: false } } } });
  });

  test('the REST door lists events byte for byte, in each topology', async () => {
    const text = await (await fetch(`${topology.graph.url}/api/v1/events/lineage?limit=1&sortDirection=asc`)).text();
    expect(text).toContain(JSON.stringify(poison));
  });
});
