import { expect, test } from '@jest/globals';

import { datasets, jobs } from './world.ts';

function names(all: readonly { namespace: string; name: string }[]): Set<string> {
  return new Set(all.map(({ namespace, name }) => `${namespace} ${name}`));
}

test('the world has about thirty datasets and twenty jobs, each named once', () => {
  expect(datasets).toHaveLength(29);
  expect(names(datasets).size).toBe(29);
  expect(jobs).toHaveLength(23);
  expect(names(jobs).size).toBe(23);
});

test('column lineage speaks only of columns that exist, of inputs the job has', () => {
  for (const job of jobs) {
    for (const output of job.outputs) {
      const columns = Object.keys(output.dataset.columns);
      expect(columns).toEqual(expect.arrayContaining(Object.keys(output.columns)));
      for (const source of [...Object.values(output.columns).flat(), ...(output.rowsFrom ?? [])]) {
        expect(job.inputs).toContain(source.dataset);
        expect(Object.keys(source.dataset.columns)).toContain(source.field);
      }
    }
  }
});

test('column lineage has direct and indirect sources, and masks personal data where it ends', () => {
  const sources = jobs.flatMap((job) => job.outputs.flatMap((output) => Object.values(output.columns).flat()));
  const rows = jobs.flatMap((job) => job.outputs.flatMap((output) => output.rowsFrom ?? []));
  expect(new Set([...sources, ...rows].map(({ type, subtype }) => `${type} ${subtype}`))).toEqual(
    new Set([
      'DIRECT IDENTITY',
      'DIRECT TRANSFORMATION',
      'DIRECT AGGREGATION',
      'INDIRECT JOIN',
      'INDIRECT FILTER',
      'INDIRECT GROUP_BY',
      'INDIRECT SORT',
      'INDIRECT CONDITIONAL',
    ]),
  );
  expect(sources.filter((source) => source.masking).map((source) => source.field)).toEqual(['candidate_no', 'email']);
});

test('personal data is tagged on columns that exist', () => {
  for (const dataset of datasets) {
    expect(Object.keys(dataset.columns)).toEqual(expect.arrayContaining(Object.keys(dataset.personalData)));
  }
});
