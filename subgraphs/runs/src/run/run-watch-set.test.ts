import { expect, test } from '@jest/globals';
import type { RunFilter } from './run-filter.ts';
import { runWatchSet } from './run-watch-set.ts';

test.each<[string, RunFilter | null, 'all' | string[]]>([
  ['no filter', null, 'all'],
  ['an empty filter', {}, 'all'],
  ['one run', { id: { eq: 'run_1' } }, ['run_1']],
  ['some runs', { id: { in: ['run_1', 'run_2', 'run_1'] } }, ['run_1', 'run_2']],
  ['the runs of a job', { jobId: { eq: 'job_1' } }, ['job_1']],
  ['runs of a job in a state', { jobId: { eq: 'job_1' }, state: { eq: 'FAILED' } }, ['job_1']],
  ['the narrower of two conditions', { jobId: { in: ['job_1', 'job_2'] }, id: { eq: 'run_1' } }, ['run_1']],
  ['a condition inside `and`', { and: [{ state: { eq: 'FAILED' } }, { jobId: { eq: 'job_1' } }] }, ['job_1']],
  ['`or` of runs and jobs', { or: [{ id: { eq: 'run_1' } }, { jobId: { eq: 'job_1' } }] }, ['run_1', 'job_1']],
  ['`or` with an open branch', { or: [{ id: { eq: 'run_1' } }, { state: { eq: 'FAILED' } }] }, 'all'],
  ['`or` of nothing', { or: [] }, []],
  ['`not` narrows nothing', { not: { id: { eq: 'run_1' } } }, 'all'],
  ['a part of an id', { id: { contains: 'run_1' } }, 'all'],
  ['a parent, which entries do not name', { parentId: { eq: 'run_1' } }, 'all'],
  ['only a state', { state: { in: ['RUNNING'] } }, 'all'],
])('%s', (_name, filter, expected) => {
  expect(runWatchSet(filter)).toEqual(expected);
});
