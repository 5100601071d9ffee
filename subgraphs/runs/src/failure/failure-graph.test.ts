import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { propertySeed } from '@hotpass/testkit';
import { foldFailures, type FailureCause, type FailureNode } from './failure-graph.ts';

function node(id: string, second: number): FailureNode {
  return { id, at: new Date(second * 1_000) };
}

function cause(runId: string, causeId: string): FailureCause {
  return { runId, causeId, reason: 'FAILED_INPUT', datasetId: `ds_${causeId}` };
}

/** As text: the first, and each consequence with its cause and distance. */
function folded(nodes: readonly FailureNode[], causes: readonly FailureCause[]): string[] {
  return foldFailures(nodes, causes).map(
    ({ node: first, consequences }) =>
      `${first.id}: ${consequences.map(({ runId, causeId, distance }) => `${runId}<${causeId}@${distance}`).join(' ')}`,
  );
}

test('a chain is folded under its first', () => {
  const nodes = [node('c', 3), node('a', 1), node('b', 2), node('alone', 0)];
  expect(folded(nodes, [cause('c', 'b'), cause('b', 'a')])).toEqual(['alone: ', 'a: b<a@1 c<b@2']);
});

test('of two explanations the earlier first counts', () => {
  const nodes = [node('late', 2), node('early', 1), node('x', 3), node('y', 4)];
  expect(folded(nodes, [cause('x', 'late'), cause('x', 'early'), cause('y', 'late')])).toEqual(['early: x<early@1', 'late: y<late@1']);
});

test('a circle is folded under its earliest, with what hangs on it', () => {
  const nodes = [node('hangs', 0), node('a', 2), node('b', 1), node('c', 3)];
  const causes = [cause('a', 'b'), cause('b', 'c'), cause('c', 'a'), cause('hangs', 'c')];
  expect(folded(nodes, causes)).toEqual(['b: a<b@1 c<a@2 hangs<c@3']);
});

test('a circle that something outside explains is folded under that', () => {
  const nodes = [node('a', 1), node('b', 2), node('first', 3)];
  expect(folded(nodes, [cause('a', 'b'), cause('b', 'a'), cause('b', 'first')])).toEqual(['first: b<first@1 a<b@2']);
});

const graphs = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 30 }).chain((edges) =>
  fc.record({
    nodes: fc.constant(Array.from({ length: 12 }, (_, index) => node(`n${index}`, (index * 7) % 5))),
    causes: fc.shuffledSubarray(
      edges.filter(([a, b]) => a !== b).map(([a, b]) => cause(`n${a}`, `n${b}`)),
      { minLength: edges.filter(([a, b]) => a !== b).length },
    ),
  }),
);

test('every run is in the answer once, under a first that reaches it, whatever the order of the edges', () => {
  const seed = propertySeed(expect.getState().currentTestName);
  fc.assert(
    fc.property(graphs, ({ nodes, causes }) => {
      const answer = foldFailures(nodes, causes);
      const all = answer.flatMap(({ node: first, consequences }) => [first.id, ...consequences.map(({ runId }) => runId)]);
      expect(all.toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
      for (const { node: first, consequences } of answer) {
        const distances = new Map([[first.id, 0]]);
        for (const consequence of consequences) {
          expect(distances.get(consequence.causeId)).toBe(consequence.distance - 1);
          expect(causes).toContainEqual(cause(consequence.runId, consequence.causeId));
          distances.set(consequence.runId, consequence.distance);
        }
      }
      const unexplained = nodes.filter(({ id }) => !causes.some(({ runId }) => runId === id)).map(({ id }) => id);
      expect(answer.map(({ node: first }) => first.id)).toEqual(expect.arrayContaining(unexplained));
      expect(foldFailures(nodes.toReversed(), causes.toReversed())).toEqual(answer);
    }),
    { seed, numRuns: 500 },
  );
});
