import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { datasetId, jobId } from '@hotpass/kernel';
import { aDatasetEvent, aJobEvent, aRunEvent } from '@hotpass/testkit';
import { startLineage, type LineageUnderTest } from './lineage-under-test.ts';

interface Found {
  readonly events: { readonly nodes: readonly { readonly id: string }[]; readonly pageInfo: { hasNextPage: boolean; endCursor: string } };
}

let lineage: LineageUnderTest;
let ids: string[];

const start = aRunEvent({ eventType: 'START', eventTime: '2026-01-01T08:00:00Z', job: 'load', inputs: ['a'], outputs: [] });
const fail = aRunEvent({ eventType: 'FAIL', eventTime: '2026-01-01T09:00:00Z', job: 'load', run: start.run, inputs: [], outputs: ['b'] });
const complete = {
  ...aRunEvent({ eventTime: '2026-01-02T08:00:00Z', job: 'refine', inputs: ['b'] }),
  producer: 'https://example.org/other',
};
const job = aJobEvent({ eventTime: '2026-01-03T08:00:00Z', job: 'load', inputs: ['a'] });
const dataset = aDatasetEvent({ eventTime: '2026-01-04T08:00:00Z', dataset: 'a' });
const late = aRunEvent({ eventTime: '9999-01-01T00:00:00Z', job: 'late' });
const unreadable = aRunEvent({ eventTime: 'yesterday', job: 'unreadable' });

beforeAll(async () => {
  lineage = await startLineage();
  ids = await lineage.send(start, fail, complete, job, dataset, late, unreadable);
});
afterAll(async () => lineage[Symbol.asyncDispose]());

async function found(filter: string): Promise<number[]> {
  const { events } = await lineage.ask<Found>(`{ events(filter: { ${filter} }) { nodes { id } } }`);
  return events.nodes.map(({ id }) => ids.indexOf(id));
}

test('an event shows what it is about and its bytes as received', async () => {
  const fields = `id kind eventType eventTime receivedAt producer projected sizeBytes body runId jobId datasetId run { id } job { name } dataset { name }
    conformance { conforms issueCount flags }`;
  const { event } = await lineage.ask<{ event: object }>(`{ event(id: "${ids[1]}") { ${fields} } }`);
  const body = JSON.stringify(fail);
  expect(event).toEqual({
    id: ids[1],
    kind: 'RUN',
    eventType: 'FAIL',
    eventTime: '2026-01-01T09:00:00.000Z',
    receivedAt: expect.stringMatching(/Z$/),
    producer: fail.producer,
    projected: true,
    sizeBytes: Buffer.byteLength(body),
    body,
    runId: `run_${fail.run.runId}`,
    jobId: jobId('example', 'load'),
    datasetId: null,
    run: { id: `run_${fail.run.runId}` },
    job: { name: 'load' },
    dataset: null,
    conformance: { conforms: true, issueCount: 0, flags: [] },
  });
  expect(await lineage.ask(`{ event(id: "${ids[4]}") { kind eventType run { id } job { name } dataset { name } } }`)).toEqual({
    event: { kind: 'DATASET', eventType: null, run: null, job: null, dataset: { name: 'a' } },
  });
  expect(await lineage.ask(`{ event(id: "${ids[5]}") { projected run { id } jobId job { name } acceptedAs { id } } }`)).toEqual({
    event: { projected: false, run: null, jobId: jobId('example', 'late'), job: null, acceptedAs: null },
  });
  expect(await lineage.ask('{ event(id: "ent_nothing") { id } }')).toEqual({ event: null });
});

test.each([
  ['', [6, 5, 4, 3, 2, 1, 0]],
  [`jobId: "${jobId('example', 'load')}"`, [3, 1, 0]],
  [`datasetId: "${datasetId('example', 'a')}"`, [4, 3, 0]],
  [`datasetId: "${datasetId('example', 'b')}", jobId: "${jobId('example', 'refine')}"`, [2]],
  [`runId: "run_${start.run.runId}"`, [1, 0]],
  [`runId: "run_${start.run.runId}", eventTypes: [FAIL, ABORT]`, [1]],
  ['eventTypes: [FAIL]', [1]],
  ['eventTypes: []', []],
  ['kinds: [JOB, DATASET]', [4, 3]],
  ['producer: "https://example.org/other"', [2]],
  ['eventTime: { gte: "2026-01-01T09:00:00Z", lt: "2026-01-03T08:00:00Z" }', [2, 1]],
  ['receivedAt: { lt: "2020-01-01T00:00:00Z" }', []],
  ['flags: [CLOCK_SUSPECT]', [5]],
  ['waiting: true', [6, 5]],
  ['waiting: false, kinds: [RUN]', [2, 1, 0]],
  ['conforms: false', [6]],
  ['jobId: "job_nonsense"', []],
  [`jobId: "${jobId('example', 'unheard of')}"`, []],
])('events(filter: { %s })', async (filter, expected) => {
  expect(await found(filter)).toEqual(expected);
});

test('events are paged, with a key as without', async () => {
  const walk = async (filter: string): Promise<number[]> => {
    const seen: number[] = [];
    for (let after = ''; ;) {
      const { events } = await lineage.ask<Found>(
        `{ events(filter: { ${filter} }, first: 2${after}) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
      );
      seen.push(...events.nodes.map(({ id }) => ids.indexOf(id)));
      if (!events.pageInfo.hasNextPage) return seen;
      after = `, after: "${events.pageInfo.endCursor}"`;
    }
  };
  expect(await walk('')).toEqual([6, 5, 4, 3, 2, 1, 0]);
  expect(await walk(`jobId: "${jobId('example', 'load')}"`)).toEqual([3, 1, 0]);
});

test.each(['(first: 0)', '(first: 101)', '(after: "nonsense")', '(filter: { producer: "\\u0000" })'])(
  'events%s is refused',
  async (args) => {
    const { errors } = await lineage.execute(`{ events${args} { nodes { id } } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  },
);

test('a filter or none at all reads few rows: the plans use an index', async () => {
  const { rows } = await lineage.database.pool.query<{ 'QUERY PLAN': string }>(
    `explain select 1 from lineage.event_key d join lineage.event e on e.position = d.position
     where d.key = '00000000-0000-0000-0000-000000000000' order by d.position desc limit 3`,
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('event_key_pkey');
});

test('a body beyond what one answer may hold is an error of its own, never a silent null', async () => {
  const padding = 'x'.repeat(3 * 1024 * 1024);
  const large = Array.from({ length: 3 }, (_, index) => ({ ...aRunEvent({ job: 'large' }), padding: padding + index }));
  const stored = await lineage.send(...large);
  const { data, errors } = await lineage.execute(
    `{ events(filter: { jobId: "${jobId('example', 'large')}" }) { nodes { id sizeBytes body } } }`,
  );
  const { nodes } = (data as unknown as { events: { nodes: { id: string; sizeBytes: number; body: string | null }[] } }).events;
  expect(nodes.map(({ body }) => body?.length ?? null)).toEqual([nodes[0]!.sizeBytes, nodes[1]!.sizeBytes, null]);
  expect(errors).toMatchObject([{ path: ['events', 'nodes', 2, 'body'], extensions: { code: 'LIMIT_EXCEEDED' } }]);
  expect(await lineage.ask(`{ event(id: "${stored[0]}") { body } }`)).toEqual({ event: { body: JSON.stringify(large[0]) } });
  const without = await lineage.ask<Found>(`{ events(filter: { jobId: "${jobId('example', 'large')}" }) { nodes { id } } }`);
  expect(without.events.nodes).toHaveLength(3);
});

const accept = 'mutation ($input: AcceptLineageEventInput!) { acceptLineageEvent(input: $input) { entryId errors { code path } } }';

interface Accepted {
  readonly acceptLineageEvent: { readonly entryId: string | null; readonly errors: readonly { code: string; path: string[] | null }[] };
}

async function accepted(input: object): Promise<Accepted['acceptLineageEvent']> {
  return (await lineage.ask<Accepted>(accept, { input })).acceptLineageEvent;
}

test('an event that waits is accepted at a time that somebody names, and counts from then on', async () => {
  const [suspect, timeless] = await lineage.send(
    aRunEvent({ eventTime: '9999-01-01T00:00:00Z', job: 'accepted', inputs: ['accepted.in'] }),
    aRunEvent({ eventTime: 'whenever', job: 'timeless' }),
  );
  expect(await lineage.ask('{ job(namespace: "example", name: "accepted") { name } }')).toEqual({ job: null });
  const { entryId, errors } = await accepted({ eventId: suspect, eventTime: '2026-02-01T08:00:00Z' });
  expect(errors).toEqual([]);
  const shown = await lineage.execute(
    `{ event(id: "${entryId}") { projected eventTime conformance { flags } acceptedFrom { id acceptedAs { id } } body } }`,
    { minPosition: entryId! },
  );
  expect(shown.data).toMatchObject({
    event: {
      projected: true,
      eventTime: '2026-02-01T08:00:00.000Z',
      conformance: { flags: [] },
      acceptedFrom: { id: suspect, acceptedAs: { id: entryId } },
      body: expect.stringContaining('9999-01-01'),
    },
  });
  const at = '2026-02-01T08:00:00.000Z';
  const seen = await lineage.execute('{ job(namespace: "example", name: "accepted") { lastSeenAt } }', { minPosition: entryId! });
  expect(seen.data).toEqual({ job: { lastSeenAt: at } });

  expect(await accepted({ eventId: timeless })).toMatchObject({ entryId: null, errors: [{ path: ['input', 'eventTime'] }] });
  const again = await accepted({ eventId: timeless, eventTime: at });
  expect(again.errors).toEqual([]);
  const known = await lineage.execute('{ job(namespace: "example", name: "timeless") { lastSeenAt } }', { minPosition: again.entryId! });
  expect(known.data).toEqual({ job: { lastSeenAt: at } });
});

test.each([
  ['one that counts', 0, {}, 'BAD_USER_INPUT'],
  ['one that is not there', `ent_${'0'.repeat(32)}`, {}, 'NOT_FOUND'],
  ['no id', 'nonsense', {}, 'BAD_USER_INPUT'],
  ['a time that is as suspect', 5, { eventTime: '9000-01-01T00:00:00Z' }, 'BAD_USER_INPUT'],
])('accepting %s is refused', async (_what, event, more, code) => {
  const eventId = typeof event === 'number' ? ids[event] : event;
  expect(await accepted({ eventId, ...more })).toMatchObject({ entryId: null, errors: [{ code }] });
});

test('an id that is none of an event is refused by the name of its argument', async () => {
  expect((await accepted({ eventId: 'nonsense' })).errors).toEqual([{ code: 'BAD_USER_INPUT', path: ['input', 'eventId'] }]);
});

test('an event is accepted once', async () => {
  expect((await accepted({ eventId: ids[6], eventTime: '2026-01-01T00:00:00Z' })).errors).toEqual([]);
  await lineage.log.settle();
  expect((await accepted({ eventId: ids[6], eventTime: '2026-01-01T00:00:00Z' })).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  expect(await found('waiting: true')).not.toContain(6);
});
