import { expect, test } from '@jest/globals';
import { parse, type OperationDefinitionNode } from 'graphql';
import { lineageDefaults } from '../../address/lineage-address.ts';
import { lineageOperations } from './lineage-operation.ts';

test.each([
  [{}, ['GraphSlice']],
  [{ col: 'e"mail) {x' }, ['GraphSlice', 'GraphColumnTrace']],
  [{ col: 'email', to: 'ds_2.email', at: '2026-11-20T09:00:00.000Z', tag: ['pii', 'a"b'] }, ['GraphSlice', 'GraphColumnPaths']],
])('the operations of %j stand for themselves', (change, names) => {
  const { definitions } = parse(lineageOperations('ds_1', { ...lineageDefaults, ...change }));
  const operations = definitions.filter(({ kind }) => kind === 'OperationDefinition') as OperationDefinitionNode[];
  expect(operations.map(({ name }) => name?.value)).toEqual(names);
  for (const { variableDefinitions = [] } of operations) {
    for (const { defaultValue } of variableDefinitions) expect(defaultValue).toBeDefined();
  }
});
