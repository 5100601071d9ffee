import { expect, test } from '@jest/globals';
import { runsDefaults, type RunsAddress } from '../../address/runs-address.ts';
import { runsFilterOf } from './runs-filter.ts';

const window = { fromMs: Date.UTC(2026, 10, 26, 9), toMs: Date.UTC(2026, 10, 26, 10) };
const gte = '2026-11-26T09:00:00.000Z';

test.each<[Partial<RunsAddress>, object]>([
  [{}, { startedAt: { gte } }],
  [{ to: '2026-11-26T10:00:00.000Z' }, { startedAt: { gte, lt: '2026-11-26T10:00:00.000Z' } }],
  [
    { job: 'load', ns: ['a', 'b'] },
    { startedAt: { gte }, jobName: { contains: 'load' }, jobNamespace: { in: ['a', 'b'] } },
  ],
  [{ state: ['failed', 'aborted'] }, { startedAt: { gte }, state: { in: ['FAILED', 'ABORTED'] } }],
  [{ state: ['late'] }, { startedAt: { gte }, health: { in: ['LATE', 'STALLED'] } }],
  [{ state: ['running'] }, { startedAt: { gte }, state: { eq: 'RUNNING' }, health: { eq: 'ON_TIME' } }],
  [
    { state: ['failed', 'running', 'late'] },
    {
      startedAt: { gte },
      or: [{ state: { in: ['FAILED'] } }, { health: { in: ['LATE', 'STALLED'] } }, { state: { eq: 'RUNNING' }, health: { eq: 'ON_TIME' } }],
    },
  ],
])('%j', (address, filter) => {
  expect(runsFilterOf({ ...runsDefaults, ...address }, window)).toEqual(filter);
});
