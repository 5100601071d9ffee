import fc from 'fast-check';
import { minute } from '../projection/events.ts';
import type { TestEvent } from '../projection/events.ts';
import { stream } from '../projection/arbitraries.ts';
import { mentioned, tagsAt } from './oracle-world.ts';

/** A question about the graph, with names in place of ids and namespaces without their prefix. */
export interface Question {
  readonly root: readonly [kind: 'dataset' | 'job', name: string];
  readonly direction: 'BOTH' | 'UPSTREAM' | 'DOWNSTREAM';
  readonly upstreamDepth: number;
  readonly downstreamDepth: number;
  readonly view: 'LATEST' | 'CUMULATIVE';
  readonly maxNodes: number;
  readonly namespaces: readonly string[] | null;
  readonly tags: readonly string[] | null;
  readonly columnPath: string | null;
  readonly asOf: string | null;
  readonly since: string | null;
}

/** A log, where it is cut, questions followed from its first part on, and questions asked at its end. */
export interface Trial {
  readonly log: { readonly events: readonly TestEvent[]; readonly cuts: readonly number[] };
  readonly live: readonly Question[];
  readonly asked: readonly Question[];
  /** Entries that become one event, at most. */
  readonly stretch: number;
  /** Whether all is projected before anybody reads on. */
  readonly settled: boolean;
}

const root = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('dataset' as const), fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'A', 's')) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('job' as const), fc.constantFrom('load0', 'load1', 'clean0', 'clean1')) },
);

function mostly<T>(usual: T, others: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });
}

/** Those without `asOf` and `since` can be followed. */
export function question(live: boolean): fc.Arbitrary<Question> {
  const instant = live ? fc.constant(null) : fc.option(fc.integer({ min: -1, max: 10 }), { freq: 4 });
  return fc
    .record({
      root,
      direction: fc.constantFrom('BOTH', 'BOTH', 'UPSTREAM', 'DOWNSTREAM'),
      upstreamDepth: fc.integer({ min: 0, max: 3 }),
      downstreamDepth: fc.integer({ min: 0, max: 3 }),
      view: fc.constantFrom('LATEST', 'LATEST', 'CUMULATIVE'),
      maxNodes: mostly(300, fc.integer({ min: 1, max: 6 })),
      namespaces: mostly<string[] | null>(null, fc.subarray(['db', 'pipelines', 'nowhere'], { minLength: 1 })),
      tags: mostly<string[] | null>(null, fc.subarray(['tier', 'tier:gold', 'nothing'], { minLength: 1 })),
      columnPath: mostly<string | null>(null, fc.constantFrom('x', 'y')),
      asOf: instant,
      since: live ? fc.constant(null) : fc.option(fc.integer({ min: -1, max: 10 }), { freq: 2 }),
    })
    .map(({ asOf, since, ...asked }): Question => {
      const from = asked.view === 'CUMULATIVE' && (asOf === null || since === null || since <= asOf) ? since : null;
      return {
        ...asked,
        // What is cut is told apart by vertices only.
        columnPath: asked.root[0] === 'dataset' && asked.maxNodes === 300 ? asked.columnPath : null,
        asOf: asOf === null ? null : minute(asOf),
        since: from === null ? null : minute(from),
      };
    });
}

/** Events of more jobs whose datasets carry tags, and where the log is cut: what is there before anybody asks. */
export const taggedLog: fc.Arbitrary<{ readonly events: readonly TestEvent[]; readonly cuts: readonly number[] }> = stream.map(
  ({ events, boundaries }) => ({ events: events.map(ofMoreJobs).map(tagged), cuts: boundaries }),
);

/** Each of two where there was one, by the run or the time. */
function ofMoreJobs(event: TestEvent): TestEvent {
  const odd = (event.run?.runId ?? event.eventTime).charCodeAt(event.run ? 0 : 15) % 2;
  return event.job ? { ...event, job: { ...event.job, name: `${event.job.name}${odd}` } } : event;
}

function tagged(event: TestEvent): TestEvent {
  const carried = new Set(mentioned(event));
  const withTags = (dataset: (typeof event.inputs & {})[number]) =>
    carried.has(dataset) ? { ...dataset, facets: { ...dataset.facets, tags: { tags: tagsAt(dataset.name, event.eventTime) } } } : dataset;
  return {
    ...event,
    ...(event.inputs ? { inputs: event.inputs.map(withTags) } : {}),
    ...(event.outputs ? { outputs: event.outputs.map(withTags) } : {}),
    ...(event.dataset ? { dataset: withTags(event.dataset) } : {}),
  };
}

/** The same in namespaces of its own, so that many logs share a database. */
export function apart(events: readonly TestEvent[], prefix: string): TestEvent[] {
  return JSON.parse(JSON.stringify(events), (key, value) => (key === 'namespace' ? `${prefix}${value}` : value));
}
