import { BadUserInputError, UnavailableError } from '@hotpass/kernel';
import { expect, test } from '@jest/globals';
import { errorFields } from './error-fields.ts';

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

/** As the driver makes them. */
function aDatabaseError(facts: object): Error {
  return Object.assign(new Error('canary in the message'), { name: 'error', severity: 'ERROR', routine: 'exec_simple', ...facts });
}

test('kind and place of an error are logged, and its message where it is ours', () => {
  expect(errorFields(new UnavailableError('The database does not answer.'))).toEqual({
    type: 'UnavailableError',
    message: 'The database does not answer.',
    code: 'UNAVAILABLE',
  });
  expect(errorFields(new Error('This transaction is over.'))).toMatchObject({
    message: 'This transaction is over.',
    stack: expect.stringMatching(/^\s+at .*error-fields\.test/),
  });
});

test.each([
  ['text that is no JSON', () => JSON.parse('canary')],
  ['an address with a password', () => new URL('canary')],
  ['a number', () => BigInt('canary')],
  ['a property of nothing', () => (undefined as unknown as Record<string, string>)['canary']],
  ['a value where an object belongs', () => 'a' in ('canary' as unknown as object)],
  ['an entry of a map', () => new Map(['canary'] as never)],
  ['a refused input', () => new BadUserInputError('canary')],
  ['a kind nobody knows', () => Object.assign(new Error('canary'), { name: 'QueryFailedError', parameters: ['canary'], query: 'canary' })],
  ['a value the database could not read', () => aDatabaseError({ code: '22P02', where: 'canary' })],
  ['a row that exists', () => aDatabaseError({ code: '23505', detail: 'Key (name)=(canary) already exists.' })],
  ['lines that look like a stack', () => Object.assign(new Error('x\n    at canary (canary.js:1:1)'), { name: 'SomeError' })],
  ['something that is no error', () => 'canary'],
])('an engine quotes %s; the log does not', (_what, run) => {
  const error = thrownBy(run);
  expect(JSON.stringify(errorFields(new Error('Around it.', { cause: error })))).not.toContain('canary');
  expect(JSON.stringify(errorFields(new AggregateError([error], 'canary')))).not.toContain('canary');
});

test('what the database says of itself is logged with its codes', () => {
  const error = Object.assign(aDatabaseError({ code: '57P01' }), { message: 'terminating connection' });
  expect(errorFields(error)).toMatchObject({ message: 'terminating connection', code: '57P01', severity: 'ERROR', routine: 'exec_simple' });
});

test('causes are followed, and not for ever', () => {
  const loop = new Error('It goes round.');
  loop.cause = loop;
  expect(JSON.stringify(errorFields(loop)).match(/It goes round/g)).toHaveLength(4);
});
