import { expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { NotFoundError } from '@hotpass/kernel';
import { asGraphQLError, logBugs, presentableError } from './errors.ts';

test.each([
  ['NOT_FOUND', 'NOT_FOUND'],
  ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
  ['BAD_REQUEST', 'BAD_USER_INPUT'],
  ['OPERATION_RESOLUTION_FAILURE', 'BAD_USER_INPUT'],
  ['DOWNSTREAM_SERVICE_ERROR', 'INTERNAL_SERVER_ERROR'],
  ['SOMETHING_ELSE', 'INTERNAL_SERVER_ERROR'],
  [undefined, 'INTERNAL_SERVER_ERROR'],
])('code %s becomes %s', (given, shown) => {
  expect(presentableError({ message: 'x', extensions: { code: given } }, 'r1').extensions).toEqual({ code: shown, requestId: 'r1' });
});

test('a bug keeps nothing but its place, request id and subgraph', () => {
  const extensions = { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['secret'], sql: 'secret', serviceName: 'runs', requestId: 'r0' };
  const shown = presentableError({ message: 'secret', path: ['run', 0], extensions }, 'r1');
  expect(shown).toEqual({
    message: expect.stringMatching(/request id/),
    path: ['run', 0],
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1', serviceName: 'runs' },
  });
  expect(JSON.stringify(shown)).not.toContain('secret');
});

test('an expected failure keeps its details, without stack and without guesses at names', () => {
  const shown = presentableError(
    { message: 'No such value. Did you mean "a" or "b"?', extensions: { code: 'BAD_USER_INPUT', argument: 'x', stacktrace: ['s'] } },
    'r1',
  );
  expect(shown).toEqual({ message: 'No such value.', extensions: { code: 'BAD_USER_INPUT', argument: 'x', requestId: 'r1' } });
});

test('only bugs of this process are logged', () => {
  const logged: unknown[] = [];
  const logger = { error: (facts: object) => void logged.push(facts) };
  const bug = new TypeError('boom');
  const errors = [
    asGraphQLError(bug),
    asGraphQLError(new NotFoundError('no')),
    new GraphQLError('of a subgraph', { extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' } }),
  ];
  logBugs(errors, 'r1', logger as never);
  expect(logged).toEqual([{ err: bug, requestId: 'r1', path: undefined }]);
});
