import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { propertySeed } from '@hotpass/testkit';
import { aDatasetEvent, at, aRunEvent, nominalTimeFacet, parentFacet, type RunEvent } from './events.ts';
import { expectedCauses, type MadeUpRun } from './failure-oracle.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

let runs: RunsUnderTest;
let now = at(0);

beforeAll(async () => {
  runs = await startRuns({ now: () => now });
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

/** Every history has names and a time of its own. Silence for a day, which has its own test, is out of reach. */
const historyMinutes = 10_000;

const datasets = fc.subarray(['a', 'b', 'c'], { maxLength: 2 });

const madeUp = fc
  .array(
    fc.record({
      job: fc.constantFrom('x', 'y', 'z'),
      start: fc.nat(20),
      minutes: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 8 }),
      outcome: fc.constantFrom('COMPLETE', 'FAIL', 'FAIL', 'ABORT'),
      due: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 1 }),
      parent: fc.option(fc.nat(9), { freq: 1 }),
      inputs: datasets,
      outputs: datasets,
    }),
    { minLength: 2, maxLength: 10 },
  )
  .map((drafts) =>
    drafts.map(({ job, start, minutes, outcome, due, parent, inputs, outputs }, index): MadeUpRun => ({
      name: `run-${index}`,
      ...{ job, start, inputs, outputs, due: due === null ? null : start + due, outcome: outcome as MadeUpRun['outcome'] },
      end: minutes === null ? null : start + minutes,
      parent: parent === null || parent >= index ? null : `run-${parent}`,
    })),
  );

/** Pairs of names that are one dataset. */
const symlinks = fc.option(
  fc.subarray([
    ['a', 'b'],
    ['c', 'b'],
  ] as const),
  { nil: [], freq: 1 },
);

/** As if every dataset had one name. */
function byOneName(made: readonly MadeUpRun[], links: readonly (readonly [string, string])[]): MadeUpRun[] {
  const oneName = (name: string): string => links.find(([other]) => other === name)?.[1] ?? name;
  return made.map((run) => ({ ...run, inputs: run.inputs.map(oneName), outputs: run.outputs.map(oneName) }));
}

let histories = 0;

/** The same under names of its own. */
function named(made: readonly MadeUpRun[], history: number): MadeUpRun[] {
  const own = (name: string): string => `${history}-${name}`;
  return made.map((run) => ({
    ...{ ...run, name: own(run.name), job: own(run.job), parent: run.parent === null ? null : own(run.parent) },
    ...{ inputs: run.inputs.map(own), outputs: run.outputs.map(own) },
  }));
}

/** Their events, in a time of their own. */
function eventsOf(made: readonly MadeUpRun[], history: number): RunEvent[] {
  return made.flatMap((run) => {
    const offset = history * historyMinutes;
    const of = { runId: run.name, job: run.job, inputs: run.inputs, outputs: run.outputs };
    const facets = {
      ...(run.due === null ? {} : nominalTimeFacet(offset + run.start, offset + run.due)),
      ...(run.parent === null ? {} : parentFacet(run.parent)),
    };
    const end = run.end === null ? [] : [aRunEvent({ ...of, minute: offset + run.end, eventType: run.outcome })];
    return [aRunEvent({ ...of, minute: offset + run.start, facets }), ...end];
  });
}

const query = `query ($since: DateTime) { firstUnexplainedFailures(since: $since, first: 100) { truncated nodes { run { openLineageRunId }
  consequences(first: 100) { nodes { run { openLineageRunId } distance cause { run { openLineageRunId } } } } } } }`;

interface Answer {
  readonly truncated: boolean;
  readonly nodes: readonly {
    readonly run: { readonly openLineageRunId: string };
    readonly consequences: {
      readonly nodes: readonly {
        readonly run: { readonly openLineageRunId: string };
        readonly cause: { readonly run: { readonly openLineageRunId: string } };
      }[];
    };
  }[];
}

test('what failed first is what the definition says, of any history in any order', async () => {
  const seed = propertySeed(expect.getState().currentTestName);
  let explained = 0;
  await fc.assert(
    fc.asyncProperty(madeUp, symlinks, fc.infiniteStream(fc.nat()), async (drafts, pairs, order) => {
      const history = (histories += 1);
      const made = named(drafts, history);
      const events = eventsOf(made, history)
        .map((event) => ({ event, place: order.next().value ?? 0 }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ event }) => event);
      await runs.send(...events);
      const links = pairs.map(([name, other]) => [`${history}-${name}`, `${history}-${other}`] as const);
      for (const [name, other] of links) await runs.sendDataset(aDatasetEvent(name, other));
      now = at(history * historyMinutes + 40);
      const answer = (await runs.ask(query, { since: at(history * historyMinutes).toISOString() }))['firstUnexplainedFailures'] as Answer;

      const causes = expectedCauses(byOneName(made, links), 40);
      const folded = answer.nodes.flatMap(({ consequences }) => consequences.nodes.map(({ run }) => run.openLineageRunId));
      const first = answer.nodes.map(({ run }) => run.openLineageRunId);
      expect([...first, ...folded].toSorted()).toEqual([...causes.keys()].toSorted());
      const unexplained = [...causes].filter(([, of]) => of.size === 0).map(([name]) => name);
      expect(first).toEqual(expect.arrayContaining(unexplained));
      for (const { consequences } of answer.nodes) {
        for (const { run, cause } of consequences.nodes)
          expect([...causes.get(run.openLineageRunId)!]).toContain(cause.run.openLineageRunId);
      }
      expect(answer.truncated).toBe(false);
      explained += folded.length;
    }),
    { seed, numRuns: 150 },
  );
  console.info(`${explained} runs explained by others in 150 histories`);
  expect(explained).toBeGreaterThan(20);
}, 120_000);
