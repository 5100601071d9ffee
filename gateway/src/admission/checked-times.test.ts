import { expect, test } from '@jest/globals';
import { buildSchema, OperationTypeNode } from 'graphql';
import { defaultLimits } from '../limits.ts';
import { Admission } from './admission.ts';
import { checkTimes } from './checked-times.ts';
import { CostModel } from './cost.ts';

const schema = buildSchema('scalar DateTime input Window { since: DateTime } type Query { ships(window: Window): String }');
checkTimes(schema);

function verdict(since: string) {
  const query = `query ($since: DateTime) { ships(window: { since: ${since} }) other: ships(window: { since: $since }) }`;
  return new Admission(schema, new CostModel(schema, new Map()), defaultLimits).admit({ query }, [OperationTypeNode.QUERY]);
}

test.each(['"yesterday"', '"2026-11-25"', '5'])('%s is refused where it stands, saying how a time is written', (since) => {
  expect(verdict(since)).toMatchObject({
    refused: [
      {
        message: expect.stringContaining('RFC 3339'),
        locations: [{ line: 1, column: 51 }],
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ],
  });
});

test.each(['"2026-11-25T08:00:00Z"', 'null', '$since'])('%s is a time', (since) => {
  expect(verdict(since)).toHaveProperty('admitted');
});
