import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, propertySeed } from '@hotpass/testkit';
import type { TestDatabase } from '@hotpass/testkit';
import fc from 'fast-check';
import { ShapeRepository } from '../src/projection/shape.repository.ts';
import { cut, cuts, shuffled, stream } from './projection/arbitraries.ts';
import type { Stream } from './projection/arbitraries.ts';
import { entryOf } from './projection/events.ts';
import type { TestEvent } from './projection/events.ts';
import { aliasesOf } from './projection/oracle-aliases.ts';
import { columnEdgesOf, edgesOf, seenOf } from './projection/oracle.ts';
import { nodesOf } from './projection/oracle-facets.ts';
import {
  newProjector,
  rolledBack,
  storedAliases,
  storedColumnEdges,
  storedEdges,
  storedNodes,
  storedSeenEdges,
  storedSeenPairs,
} from './projection/projection-under-test.ts';
import type { CountingTx } from './projection/projection-under-test.ts';

/** FC_RUNS looks longer. */
const numRuns = Number(process.env['FC_RUNS'] ?? 30);
const projector = newProjector();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

/** Position of an event is its place in the log, from 1. */
async function project(tx: CountingTx, { events, boundaries }: Stream, by = projector): Promise<void> {
  let from = 0;
  for (const to of boundaries) {
    await by.project(
      tx,
      events.slice(from, to).map((event, i) => entryOf(event, from + i + 1)),
    );
    from = to;
  }
}

function parameters(): fc.Parameters<unknown> {
  const seed = propertySeed(expect.getState().currentTestName);
  return { seed, numRuns };
}

test('order: any order, repetition and batching of the same events gives the same graph, the one the definition gives', async () => {
  const twoOrders = stream.chain((first) => fc.tuple(fc.constant(first), shuffled(first.events)));
  await fc.assert(
    fc.asyncProperty(twoOrders, async ([first, second]) => {
      const expected = { ...graphOf(first.events), nodes: nodesOf(first.events), seen: seenOf(first.events) };
      for (const log of [first, second]) {
        await rolledBack(database.pool, async (tx) => {
          await project(tx, log);
          expect({ ...(await storedGraph(tx)), nodes: await storedNodes(tx), seen: await storedSeenEdges(tx) }).toEqual(expected);
        });
      }
    }),
    parameters(),
  );
});

test('time: at every batch boundary the edges known there are those of the entries up to there', async () => {
  await fc.assert(
    fc.asyncProperty(stream, async (log) => {
      await rolledBack(database.pool, async (tx) => {
        await project(tx, log);
        for (const boundary of log.boundaries) {
          expect(await storedGraph(tx, boundary)).toEqual(graphOf(log.events.slice(0, boundary)));
        }
      });
    }),
    parameters(),
  );
});

test('rebuild: emptied and projected again in other batches, all is equal, and so is what was known at shared boundaries', async () => {
  const twoCuts = stream.chain((log) => fc.tuple(fc.constant(log), cuts(log.events.length)));
  await fc.assert(
    fc.asyncProperty(twoCuts, async ([log, otherCuts]) => {
      const again = cut(log.events, otherCuts);
      const shared = log.boundaries.filter((boundary) => again.boundaries.includes(boundary));
      await rolledBack(database.pool, async (tx) => {
        await project(tx, log);
        const before = await everything(tx, shared);
        await projector.reset(tx);
        expect(await storedNodes(tx)).toEqual([]);
        await project(tx, again);
        expect(await everything(tx, shared)).toEqual(before);
      });
    }),
    { ...parameters(), numRuns: Math.ceil(numRuns / 2) },
  );
});

class ForgetfulShapes extends ShapeRepository {
  override readRuns(): Promise<never[]> {
    return Promise.resolve([]);
  }
}

test('negative control: a projection that forgets what earlier batches said of a run is caught', async () => {
  const forgetful = newProjector(new ForgetfulShapes());
  const property = fc.asyncProperty(stream, (log) =>
    rolledBack(database.pool, async (tx) => {
      await project(tx, log, forgetful);
      expect(await storedEdges(tx)).toEqual(edgesOf(log.events));
    }),
  );
  const { failed } = await fc.check(property, { ...parameters(), numRuns: 500, endOnFailure: true });
  expect(failed).toBe(true);
});

interface Graph {
  readonly edges: readonly string[];
  readonly columns: readonly string[];
  readonly aliases: readonly string[];
  readonly pairs: readonly string[];
}

function graphOf(events: readonly TestEvent[]): Graph {
  const pairs = seenOf(events).map((line) => line.split(' ').slice(0, 3).join(' '));
  return { edges: edgesOf(events), columns: columnEdgesOf(events), aliases: aliasesOf(events), pairs };
}

async function storedGraph(tx: CountingTx, knownAt: number | null = null): Promise<Graph> {
  return {
    edges: await storedEdges(tx, knownAt),
    columns: await storedColumnEdges(tx, knownAt),
    aliases: await storedAliases(tx, knownAt),
    pairs: await storedSeenPairs(tx, knownAt),
  };
}

async function everything(tx: CountingTx, positions: readonly number[]): Promise<object> {
  return { ...(await storedGraph(tx)), nodes: await storedNodes(tx), seen: await storedSeenEdges(tx), known: await knownAt(tx, positions) };
}

async function knownAt(tx: CountingTx, positions: readonly number[]): Promise<Graph[]> {
  const known: Graph[] = [];
  for (const position of positions) known.push(await storedGraph(tx, position));
  return known;
}
