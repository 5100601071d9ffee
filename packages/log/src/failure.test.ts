import { expect, test } from '@jest/globals';
import { NotFoundError, UnavailableError } from '@hotpass/kernel';
import pg from 'pg';
import { DataError } from './data-error.ts';
import { failureOf, reasonOf, shownError } from './failure.ts';

function databaseError(code: string, fields: Partial<pg.DatabaseError> = {}): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('secret words', 0, 'error'), { code, severity: 'ERROR', ...fields });
}

test.each([
  ['22P02', 'data'],
  ['23505', 'data'],
  ['54000', 'data'],
  ['08006', 'outage'],
  ['40P01', 'outage'],
  ['53300', 'outage'],
  ['55P03', 'outage'],
  ['57P01', 'outage'],
  ['58030', 'outage'],
  ['25P03', 'outage'],
  ['25P02', 'bug'],
  ['25006', 'bug'],
  ['42P01', 'bug'],
])('SQLSTATE %s is %s', (code, failure) => {
  expect(failureOf(databaseError(code))).toBe(failure);
});

test('a missing partition is no fault of the entry, a named check is', () => {
  expect(failureOf(databaseError('23514', { schema: 'log', table: 'entry' }))).toBe('outage');
  expect(failureOf(databaseError('23514', { schema: 'runs', table: 'run', constraint: 'run_check' }))).toBe('data');
});

test('without SQLSTATE: our own errors, those of the network, and the rest', () => {
  expect(failureOf(new DataError('x'))).toBe('data');
  expect(failureOf(new SyntaxError('x'))).toBe('data');
  expect(failureOf(new RangeError('Maximum call stack size exceeded'))).toBe('data');
  expect(failureOf(Object.assign(new RangeError('x'), { code: 'ERR_SOCKET_BAD_PORT' }))).toBe('bug');
  expect(failureOf(new UnavailableError('x'))).toBe('outage');
  expect(failureOf(new Error('Connection terminated unexpectedly'))).toBe('outage');
  expect(failureOf(new Error('Query read timeout'))).toBe('outage');
  expect(failureOf(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe('outage');
  expect(failureOf(new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]))).toBe('outage');
  expect(failureOf(new TypeError('timeout is undefined'))).toBe('bug');
  expect(failureOf(Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open' }))).toBe('bug');
  expect(failureOf('x')).toBe('bug');
});

test('nobody is shown the words of the database', () => {
  expect(reasonOf(databaseError('22P02'))).not.toContain('secret');
  expect(reasonOf(new Error('secret'))).not.toContain('secret');
  expect(shownError(databaseError('57P01'))).toMatchObject({ code: 'UNAVAILABLE', message: expect.not.stringContaining('secret') });
  const notFound = new NotFoundError('x');
  expect(shownError(notFound)).toBe(notFound);
});
