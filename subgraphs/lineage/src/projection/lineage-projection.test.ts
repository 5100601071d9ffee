import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { propertySeed } from '@hotpass/testkit';
import { shuffled, stream } from '../../test/projection/arbitraries.ts';
import { InMemoryProjection } from '../../test/projection/in-memory.ts';
import { datasets, minute, runIdOf } from '../../test/projection/events.ts';
import { aliasesOf } from '../../test/projection/oracle-aliases.ts';
import { columnEdgesOf, edgesOf, seenOf } from '../../test/projection/oracle.ts';

const numRuns = Number(process.env['FC_RUNS'] ?? 500);

test('whatever the order, repetition and batching, all that is known at any batch boundary is what the definition gives', async () => {
  const seed = propertySeed(expect.getState().currentTestName);
  const logs = { columns: 0, explicit: 0, aliases: 0 };
  const property = fc.asyncProperty(
    stream.chain((log) => fc.oneof(fc.constant(log), shuffled(log.events))),
    async (log) => {
      const projection = new InMemoryProjection();
      await projection.project(log);
      for (const boundary of [...log.boundaries, undefined]) {
        const events = log.events.slice(0, boundary);
        expect(projection.edges(boundary)).toEqual(edgesOf(events));
        expect(projection.columnEdges(boundary)).toEqual(columnEdgesOf(events));
        expect(projection.aliases(boundary)).toEqual(aliasesOf(events));
      }
      expect(projection.seen()).toEqual(seenOf(log.events));
      const columns = projection.columnEdges();
      if (columns.length > 0) logs.columns += 1;
      if (columns.some((line) => line.includes(' LINEAGE_FACET'))) logs.explicit += 1;
      if (projection.aliases().length > 0) logs.aliases += 1;
    },
  );
  await fc.assert(property, { seed, numRuns });
  // The property is about something: a third of the logs at least tell of each.
  expect(Math.min(...Object.values(logs))).toBeGreaterThan(numRuns / 3);
});

test('a run about one dataset ends 200,000 edges at once', async () => {
  const many = Array.from({ length: 200_000 }, (_, n) => ({ namespace: 'db', name: `part${n}` }));
  const run = { eventType: 'COMPLETE', job: { namespace: 'pipelines', name: 'load' }, inputs: [] };
  const projection = new InMemoryProjection();
  await projection.project({
    events: [
      { ...run, eventTime: minute(1), run: { runId: runIdOf(1) }, outputs: many },
      { ...run, eventTime: minute(2), run: { runId: runIdOf(2) }, outputs: datasets('one') },
    ],
    boundaries: [1, 2],
  });
  const held = projection.edges();
  expect(held).toHaveLength(200_001);
  expect(held.filter((edge) => edge.endsWith('infinity'))).toEqual([expect.stringContaining('db/one')]);
});
