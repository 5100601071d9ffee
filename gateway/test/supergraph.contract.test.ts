import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, OperationTypeNode } from 'graphql';
import { Supergraph } from '@apollo/federation-internals';
import { expect, test } from '@jest/globals';
import { Admission } from '../src/admission/admission.ts';
import { CostModel, unsizedLists } from '../src/admission/cost.ts';
import { defaultLimits } from '../src/limits.ts';
import { fieldFacts } from '../src/supergraph-directives.ts';

const root = new URL('../../', import.meta.url);
const supergraphSdl = readFileSync(new URL('schema/supergraph.graphql', root), 'utf8');
const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
const { listSizes, topics } = fieldFacts(supergraphSdl);

test('every list of objects takes `first`, declares its size or belongs to a connection', () => {
  expect(unsizedLists(schema, listSizes)).toEqual([]);
  const unsound = buildSchema('type Query { things: [Thing!]! } type Thing { id: ID! }');
  expect(unsizedLists(unsound, listSizes)).toEqual(['Query.things']);
});

test('every subscription names its topic and takes `after`', () => {
  const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
  expect(fields.filter(({ name }) => !topics.has(`Subscription.${name}`)).map(({ name }) => name)).toEqual([]);
  expect(fields.filter(({ args }) => !args.some(({ name }) => name === 'after')).map(({ name }) => name)).toEqual([]);
});

test('every committed operation is admitted with its defaults', () => {
  const admission = new Admission(schema, new CostModel(schema, listSizes), defaultLimits);
  const files = readdirSync(new URL('operations/', root)).filter((name) => name.endsWith('.graphql'));
  for (const file of files) {
    const verdict = admission.admit({ query: readFileSync(new URL(`operations/${file}`, root), 'utf8') }, Object.values(OperationTypeNode));
    expect({ file, refused: 'refused' in verdict ? verdict.refused.map(String) : [] }).toEqual({ file, refused: [] });
  }
});
