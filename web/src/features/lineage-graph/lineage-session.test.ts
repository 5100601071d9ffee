import { expect, test } from '@jest/globals';
import { CombinedError, type Client } from '@urql/core';
import { lineageDefaults, type LineageAddress } from '../../address/lineage-address.ts';
import type { LiveHandlers } from '../../client/live.ts';
import type { GraphChangedSubscription, GraphSliceQuery, LineageInput } from '../../generated/graphql/graphql.ts';
import { LineageSession } from './lineage-session.ts';
import { LiveGraphStore } from './live-graph-store.ts';
import type { GraphLive } from './part-feed.ts';

type Slice = GraphSliceQuery['lineageSlice'];
type Event = NonNullable<GraphChangedSubscription['lineageUpdated']>;

interface Asked {
  readonly input: LineageInput;
  answer(data: Slice): Promise<void>;
  refuse(code: string, cursor?: string): Promise<void>;
}

interface Followed {
  readonly after: string;
  isOver: boolean;
  tell(event: Partial<Event>): void;
  resync(): void;
}

/** A hub that answers when the test says so. */
function world(): {
  readonly session: LineageSession;
  readonly store: LiveGraphStore;
  readonly asked: Asked[];
  readonly followed: Followed[];
} {
  const asked: Asked[] = [];
  const followed: Followed[] = [];
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  const client = {
    query: (_: unknown, { input }: { input: LineageInput }) => ({
      toPromise: () =>
        new Promise((resolve) => {
          asked.push({
            input,
            async answer(lineageSlice) {
              resolve({ data: { lineageSlice } });
              await settled();
            },
            async refuse(code, cursor) {
              resolve({ error: new CombinedError({ graphQLErrors: [{ message: code, extensions: { code, cursor } }] }) });
              await settled();
            },
          });
        }),
    }),
  } as unknown as Client;
  const live: GraphLive = {
    subscribe(_, variables, handlers) {
      const { onEvent, onResync } = handlers as unknown as LiveHandlers<GraphChangedSubscription>;
      const own: Followed = {
        after: String(variables.after),
        isOver: false,
        tell: (event) => onEvent({ lineageUpdated: { ...nothing, ...event } }),
        resync: onResync,
      };
      followed.push(own);
      return () => {
        own.isOver = true;
      };
    },
  };
  const store = new LiveGraphStore();
  return { session: new LineageSession({ client, live, store, frame: (work) => work() }), store, asked, followed };
}

const nothing: Event = {
  __typename: 'LineageUpdatedEvent',
  cursor: 'c2',
  truncated: false,
  removedNodeIds: [],
  removedEdgeIds: [],
  nodes: [],
  edges: [],
};

function sliceOf(ids: readonly string[], cursor = 'c1'): Slice {
  return {
    __typename: 'LineageSlice',
    ids: [...ids],
    kinds: ids.map((id) => (id.startsWith('job') ? 'JOB' : 'DATASET')),
    namespaces: ids.map(() => 0),
    namespaceNames: ['n'],
    names: [...ids],
    hops: ids.map((_, index) => index),
    hiddenUpstream: ids.map(() => 0),
    hiddenDownstream: ids.map(() => 0),
    edgeIds: ids.slice(1).map((id, index) => `${ids[index]}-${id}`),
    edgeSources: ids.slice(1).map((_, index) => index),
    edgeTargets: ids.slice(1).map((_, index) => index + 1),
    edgeBasis: ids.slice(1).map(() => 'COMPLETED'),
    edgeFirstSeenAt: ids.slice(1).map(() => '2026-01-01'),
    edgeLastSeenAt: ids.slice(1).map(() => '2026-01-02'),
    truncated: false,
    cursor,
    asOf: null,
  };
}

const jobTold: Event['nodes'][number] = {
  __typename: 'JobNode',
  id: 'job_1',
  hop: 1,
  hiddenUpstream: 0,
  hiddenDownstream: 0,
  job: { __typename: 'Job', id: 'job_1', name: 'load', namespace: { __typename: 'Namespace', id: 'ns_1', name: 'n' } },
};

function at(changes: Partial<LineageAddress> = {}): LineageAddress {
  return { ...lineageDefaults, ...changes };
}

test('a slice is loaded and followed from its cursor; what comes in live is pointed out, the rest stays the same', async () => {
  const { session, store, asked, followed } = world();
  session.show('ds_1', at(), 300);
  await asked[0]!.answer(sliceOf(['ds_1']));
  expect(session.state.status).toBe('ready');
  expect(followed[0]!.after).toBe('c1');
  const root = store.topology!.vertices.get('ds_1');
  followed[0]!.tell({ nodes: [jobTold] });
  expect(store.newcomers).toEqual(['job_1']);
  expect(store.topology!.vertices.get('ds_1')).toBe(root);
  expect(store.card('job_1')!.changedAt).not.toBeNull();
  store.seen(['job_1']);
  expect(store.newcomers).toEqual([]);
});

test('after a RESYNC the slice is loaded once more and followed from there, and what was missed is pointed out', async () => {
  const { session, store, asked, followed } = world();
  session.show('ds_1', at(), 300);
  await asked[0]!.answer(sliceOf(['ds_1']));
  const root = store.topology!.vertices.get('ds_1');
  followed[0]!.resync();
  expect(asked).toHaveLength(2);
  await asked[1]!.answer(sliceOf(['ds_1', 'job_1'], 'c9'));
  expect(followed.map(({ after, isOver }) => [after, isOver])).toEqual([
    ['c1', true],
    ['c9', false],
  ]);
  expect(store.newcomers).toEqual(['job_1']);
  expect(store.topology!.vertices.get('ds_1')).toBe(root);
});

test('a root that nobody has named is waited for from the place in the log the refusal names', async () => {
  const { session, store, asked, followed } = world();
  session.show('job_1', at(), 300);
  await asked[0]!.refuse('NOT_FOUND', 'c7');
  expect(session.state.status).toBe('not-found');
  expect(followed[0]!.after).toBe('c7');
  followed[0]!.tell({ nodes: [{ ...jobTold, hop: 0 }] });
  expect(session.state.status).toBe('ready');
  expect([...store.topology!.vertices.keys()]).toEqual(['job_1']);
});

test('an answer that another address has overtaken is dropped, and its subscription never begins', async () => {
  const { session, store, asked, followed } = world();
  session.show('ds_1', at(), 300);
  session.show('ds_1', at({ down: 2 }), 300);
  await asked[1]!.answer(sliceOf(['ds_1', 'job_1', 'ds_2']));
  await asked[0]!.answer(sliceOf(['ds_1']));
  expect(store.topology!.vertices.size).toBe(3);
  expect(store.newcomers).toEqual([]);
  expect(followed).toHaveLength(1);
});

test('while more is loaded what was there stays, and when that fails it is told beside it', async () => {
  const { session, store, asked } = world();
  session.show('ds_1', at(), 300);
  await asked[0]!.answer(sliceOf(['ds_1', 'job_1']));
  session.show('ds_1', at({ down: 2 }), 300);
  expect(session.state).toMatchObject({ status: 'ready', isRefreshing: true });
  expect(store.topology!.vertices.size).toBe(2);
  await asked[1]!.refuse('UNAVAILABLE');
  expect(session.state).toMatchObject({ status: 'ready', isRefreshing: false, failure: { kind: 'failed' } });
  expect(store.topology!.vertices.size).toBe(2);
  session.reload();
  await asked[2]!.answer(sliceOf(['ds_1', 'job_1', 'ds_2']));
  expect(session.state).toMatchObject({ status: 'ready', failure: null });
});

test('the past is not followed, and another subject forgets the one before', async () => {
  const { session, store, asked, followed } = world();
  session.show('ds_1', at({ at: '2026-01-01T00:00:00.000Z' }), 300);
  await asked[0]!.answer(sliceOf(['ds_1']));
  expect(asked[0]!.input.asOf).toBe('2026-01-01T00:00:00.000Z');
  expect(followed).toHaveLength(0);
  session.show('ds_2', at(), 300);
  expect(store.topology).toBeNull();
  expect(session.state.status).toBe('loading');
});

test('a vertex opened beside the graph brings its edges to what is shown; closed, it goes again', async () => {
  const { session, store, asked } = world();
  session.show('ds_1', at(), 300);
  await asked[0]!.answer(sliceOf(['ds_1']));
  session.show('ds_1', at({ open: ['job_1:vertex'] }), 300);
  await asked[1]!.answer({
    ...sliceOf(['job_1', 'ds_1', 'job_9']),
    hops: [0, -1, -2],
    edgeIds: ['e'],
    edgeSources: [1],
    edgeTargets: [0],
    edgeBasis: ['FAILED'],
  });
  expect([...store.topology!.vertices.values()].map(({ id, hop }) => [id, hop])).toEqual([
    ['ds_1', 0],
    ['job_1', 1],
  ]);
  expect(store.newcomers).toEqual([]);
  session.show('ds_1', at(), 300);
  expect(store.topology!.vertices.size).toBe(1);
});
