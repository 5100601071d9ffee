import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { laneLabels } from './lane-labels.ts';

function labelsOf(names: readonly string[], most = 26): readonly string[] {
  const jobs = names.map((name, place) => ({ jobId: String(place), name, namespace: 'n' }));
  const labels = laneLabels(jobs, most);
  return jobs.map(({ jobId }) => labels.get(jobId)!.name);
}

test('short names stay, long ones are cut in their middle', () => {
  expect(labelsOf(['collect_exports', 'collect_exports.load_contacts'])).toEqual(['collect_exports', 'collect_expor…oad_contacts']);
});

test('names that would read the same are cut so that their difference stays', () => {
  const labels = labelsOf(['warehouse.marts.customers_daily.build.run', 'warehouse.marts.customers_early.build.run']);
  expect(labels[0]).toContain('daily');
  expect(labels[1]).toContain('early');
});

test('jobs of one name are told apart by their namespace', () => {
  const jobs = ['airflow://prod', 'airflow://test'].map((namespace) => ({ jobId: namespace, name: 'load', namespace }));
  expect([...laneLabels([...jobs, { jobId: 'other', name: 'other', namespace: 'airflow://prod' }], 26).values()]).toEqual([
    { name: 'load', namespace: 'airflow://prod' },
    { name: 'load', namespace: 'airflow://test' },
    { name: 'other', namespace: null },
  ]);
});

test('whatever the names are, no two of a lane read the same and none is longer than its room', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '.', '🚀', 'ש'), maxLength: 6 });
  const name = fc.tuple(part, part, part).map(([a, b, c]) => `warehouse.marts.${a}.customers_of_the_day.${b}.orders_of_the_month.${c}.run`);
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 20 }), (names) => {
      const labels = labelsOf(names);
      expect(new Set(labels).size).toBe(names.length);
      for (const label of labels) expect(Array.from(label).length).toBeLessThanOrEqual(26);
    }),
    { seed: 15 },
  );
});
