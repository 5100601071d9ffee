import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shuffled, stream } from '../../test/projection/arbitraries.ts';
import { InMemoryProjection } from '../../test/projection/in-memory.ts';
import { edgesOf } from '../../test/projection/oracle.ts';

const numRuns = Number(process.env['FC_RUNS'] ?? 1_000);

test('whatever the order, repetition and batching, all that is known at any batch boundary is what the definition gives', async () => {
  const seed = Number(process.env['FC_SEED'] ?? Date.now() & 0x7fffffff);
  process.stdout.write(`fast-check seed ${seed} (FC_SEED=${seed} repeats it): ${expect.getState().currentTestName}\n`);
  const property = fc.asyncProperty(
    stream.chain((log) => fc.oneof(fc.constant(log), shuffled(log.events))),
    async (log) => {
      const projection = new InMemoryProjection();
      await projection.project(log);
      for (const boundary of log.boundaries) expect(projection.edges(boundary)).toEqual(edgesOf(log.events.slice(0, boundary)));
      expect(projection.edges()).toEqual(edgesOf(log.events));
    },
  );
  await fc.assert(property, { seed, numRuns });
});
