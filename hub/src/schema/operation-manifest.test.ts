import { expect, test } from '@jest/globals';
import { noOperations } from '@hotpass/gateway';
import { operationManifest } from './operation-manifest.ts';

const runs = { place: 'operations/runs.graphql', text: '# All of them.\nquery Runs { runs { id } }' };
const jobs = { place: 'operations/jobs.graphql', text: 'query Jobs { jobs { id } }' };
const day = (text: string): Date => new Date(`${text}T12:00:00Z`);

test('holds the named operations by the hash of their text, whatever their spaces and comments', () => {
  const made = operationManifest([runs, jobs, { place: 'README.md:3', text: '{ jobs { id } }' }], noOperations, day('2026-01-01'));
  expect(made.operations.map(({ name }) => name)).toEqual(['Jobs', 'Runs']);
  const spaced = { ...runs, text: 'query   Runs {\n runs {id} }' };
  expect(operationManifest([spaced, jobs], made, day('2026-01-02'))).toEqual(made);
});

test('a replaced operation is retired on its day, stays as it is, and leaves with the first change after 30 days', () => {
  const first = operationManifest([runs], noOperations, day('2026-01-01'));
  const changed = { ...runs, text: 'query Runs { runs { id state } }' };
  const second = operationManifest([changed], first, day('2026-01-02'));
  expect(second.retired).toEqual([{ ...first.operations[0], retiredOn: '2026-01-02' }]);
  expect(operationManifest([changed], second, day('2027-01-01'))).toEqual(second);
  expect(operationManifest([jobs], second, day('2026-01-31')).retired.map(({ retiredOn }) => retiredOn)).toEqual([
    '2026-01-02',
    '2026-01-31',
  ]);
  expect(operationManifest([jobs], second, day('2026-02-01')).retired.map(({ retiredOn }) => retiredOn)).toEqual(['2026-02-01']);
});

test('an operation that comes back is no longer retired', () => {
  const first = operationManifest([runs], noOperations, day('2026-01-01'));
  const second = operationManifest([jobs], first, day('2026-01-02'));
  expect(operationManifest([runs, jobs], second, day('2026-01-03')).retired).toEqual([]);
});

test.each([
  ['without a name', '{ runs { id } }', 'one operation with a name'],
  ['of two', 'query A { runs { id } } query B { runs { id } }', 'one operation with a name'],
])('a file %s is refused by its place', (_name, text, message) => {
  expect(() => operationManifest([{ place: 'operations/x.graphql', text }], noOperations, day('2026-01-01'))).toThrow(message);
});
