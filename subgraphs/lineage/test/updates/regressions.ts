import { aRunOf, minute } from '../projection/events.ts';
import type { TestEvent } from '../projection/events.ts';
import type { Question, Trial } from './questions.ts';

function run(n: number, inputs: string[], outputs: string[]): TestEvent {
  return aRunOf(n, 'load', inputs, outputs, { eventTime: minute(0), eventType: 'START' });
}

function columnsFrom(source: string): TestEvent {
  const inputField = { namespace: 'db', name: source, field: 'x', transformations: [{ type: 'INDIRECT' as const, subtype: 'JOIN' }] };
  const facets = { columnLineage: { fields: {}, dataset: [inputField] } };
  return { eventTime: minute(1), dataset: { namespace: 'db', name: 'b', facets } };
}

const about: Question = {
  root: ['dataset', 'a'],
  direction: 'BOTH',
  upstreamDepth: 2,
  downstreamDepth: 2,
  view: 'LATEST',
  maxNodes: 300,
  namespaces: null,
  tags: null,
  columnPath: null,
  asOf: null,
  since: null,
};

/** Trials that failed once. */
export const regressions: readonly { readonly name: string; readonly trial: Trial }[] = [
  {
    name: 'the path of a column in the cumulative view, through an input that LATEST does not have any more',
    trial: {
      log: { events: [run(1, ['a'], ['b', 'c', 'd']), run(2, ['d'], [])], cuts: [1, 2] },
      live: [{ ...about, view: 'CUMULATIVE', columnPath: 'x' }],
      asked: [{ ...about, view: 'CUMULATIVE', columnPath: 'x', asOf: minute(0) }],
      stretch: 1,
      settled: true,
    },
  },
  {
    name: 'a root that comes to be as the source of a column, named nowhere else',
    trial: {
      log: { events: [run(1, [], []), columnsFrom('f')], cuts: [1, 2] },
      live: [{ ...about, root: ['dataset', 'f'] }],
      asked: [about],
      stretch: 1,
      settled: true,
    },
  },
];
