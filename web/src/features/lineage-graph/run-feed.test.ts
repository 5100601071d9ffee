import { expect, test } from '@jest/globals';
import type { LiveHandlers } from '../../client/live.ts';
import type { GraphRunChangedSubscription } from '../../generated/graphql/graphql.ts';
import { LiveGraphStore } from './live-graph-store.ts';
import type { GraphLive } from './part-feed.ts';
import { RunFeed } from './run-feed.ts';

type Run = NonNullable<NonNullable<GraphRunChangedSubscription['runUpdated']>['run']>;

function feed() {
  const told: { tell: (run: Partial<Run>, cursor?: string) => void; filter: unknown; after: unknown }[] = [];
  const live: GraphLive = {
    subscribe(_, variables, handlers) {
      const { onEvent } = handlers as unknown as LiveHandlers<GraphRunChangedSubscription>;
      const { filter } = variables as { filter?: unknown };
      told.push({
        filter,
        after: variables.after,
        tell: (run, cursor = 'c2') => onEvent({ runUpdated: { __typename: 'RunUpdatedEvent', cursor, run: { ...began, ...run } } }),
      });
      return () => {};
    },
  };
  const frames: (() => void)[] = [];
  const store = new LiveGraphStore();
  return {
    store,
    told,
    draw: () => frames.splice(0).forEach((work) => work()),
    feed: new RunFeed(live, store, (work) => frames.push(work)),
  };
}

const began: Run = {
  __typename: 'Run',
  id: 'run_1',
  state: 'RUNNING',
  health: 'ON_TIME',
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: null,
  durationMs: null,
  error: null,
  job: { __typename: 'Job', id: 'job_1' },
};

test('however many events come between two frames, a card is told once, of the newest', () => {
  const { store, told, draw, feed: runs } = feed();
  let renders = 0;
  store.onCard('job_1', () => {
    renders += 1;
  });
  runs.follow(['job_1'], ['ds_1'], 'c1', () => {});
  expect(told[0]).toMatchObject({ filter: { jobId: { in: ['job_1'] } }, after: 'c1' });
  for (let event = 0; event < 200; event++) told[0]!.tell({ durationMs: event });
  told[0]!.tell({ state: 'FAILED', error: { __typename: 'RunError', message: 'no space' } });
  expect(renders).toBe(0);
  draw();
  expect(renders).toBe(1);
  expect(store.card('job_1')?.run).toMatchObject({ state: 'FAILED', error: 'no space' });
});

test('an older run never takes the place of a newer one, and runs of jobs that are not shown change nothing', () => {
  const { store, told, draw, feed: runs } = feed();
  runs.follow(['job_1'], [], 'c1', () => {});
  told[0]!.tell({ id: 'run_2', startedAt: '2026-01-02T00:00:00Z' });
  draw();
  told[0]!.tell({ state: 'COMPLETED' });
  told[0]!.tell({ job: { __typename: 'Job', id: 'job_9' } });
  draw();
  expect(store.card('job_1')?.run?.id).toBe('run_2');
  expect(store.card('job_9')).toBeUndefined();
});

test('a dataset follows the run that wrote it last', () => {
  const { store, told, draw, feed: runs } = feed();
  store.setCard('ds_1', (card) => ({
    ...card,
    run: { id: 'run_1', state: 'RUNNING', health: 'ON_TIME', startedAt: null, endedAt: null, durationMs: null, error: null },
  }));
  runs.follow(['job_1'], ['ds_1'], 'c1', () => {});
  told[0]!.tell({ state: 'COMPLETED', endedAt: '2026-01-01T00:00:09Z' });
  draw();
  expect(store.card('ds_1')?.run?.state).toBe('COMPLETED');
});

test('other jobs are followed from where the feed has come to', () => {
  const { told, feed: runs } = feed();
  runs.follow(['job_1'], [], 'c1', () => {});
  told[0]!.tell({}, 'c5');
  runs.follow(['job_1'], ['ds_2'], 'c9', () => {});
  expect(told).toHaveLength(1);
  runs.follow(['job_1', 'job_2'], [], 'c9', () => {});
  expect(told[1]).toMatchObject({ after: 'c5', filter: { jobId: { in: ['job_1', 'job_2'] } } });
  runs.follow(
    Array.from({ length: 150 }, (_, index) => `job_${index}`),
    [],
    'c9',
    () => {},
  );
  expect(told[2]!.filter).toBeNull();
});
