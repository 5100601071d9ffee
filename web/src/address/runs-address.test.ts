import { expect, test } from '@jest/globals';
import { parseRunAddress, runIdOf, runSearch } from './run-address.ts';
import { nextRange, parseRunsAddress, rangeMs, runsDefaults, runsSearch } from './runs-address.ts';
import { parseSearchText, stringifySearchText } from './search-text.ts';

test('an address of runs is read back as it was written', () => {
  const address = {
    ...runsDefaults,
    view: 'table',
    range: '7d',
    to: '2026-11-20T09:00:00.000Z',
    state: ['failed', 'late'],
    job: 'dedupe & merge',
    ns: ['airflow', 'spark://x'],
    sort: 'ended-asc',
    sel: 'run_1',
  } as const;
  expect(parseRunsAddress(parseSearchText(stringifySearchText(runsSearch(address))))).toEqual(address);
});

test('what nobody changed does not stand in the address', () => {
  expect(runsSearch(runsDefaults)).toEqual({});
});

test.each([
  ['range=9y', {}],
  ['to=yesterday', {}],
  ['state=exploded&state=failed', { state: ['failed'] }],
  ['view=graph', {}],
  ['sort=', {}],
  ['job=&ns=', {}],
])('broken parts of ?%s fall back', (text, expected) => {
  expect(parseRunsAddress(parseSearchText(text))).toEqual({ ...runsDefaults, ...expected });
});

test('ranges go from 15 minutes to 30 days and stop there', () => {
  expect(rangeMs('15m')).toBe(900_000);
  expect(rangeMs('30d')).toBe(30 * 86_400_000);
  expect(nextRange('15m', -1)).toBe('15m');
  expect(nextRange('24h', -1)).toBe('12h');
  expect(nextRange('30d', 1)).toBe('30d');
});

test('an address of a run is read back as it was written', () => {
  const id = 'run_d33c9355-4001-8e81-9427-ae636c575d3e';
  const address = { mode: 'flat', step: id, attempt: id, vs: id, view: 'table' } as const;
  expect(parseRunAddress(parseSearchText(stringifySearchText(runSearch(address))))).toEqual(address);
});

test('a run is named by its id or by its UUID alone, and by nothing else', () => {
  expect(runIdOf(' D33C9355-4001-8E81-9427-AE636C575D3E ')).toBe('run_d33c9355-4001-8e81-9427-ae636c575d3e');
  expect(runIdOf('run_7')).toBeNull();
  expect(runIdOf(undefined)).toBeNull();
});
