import { readdir } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { operationsFolder } from './config.ts';
import { exampleOperations, invitation } from './operations.ts';

test('the demo shows three queries and a subscription, each saying what it shows', async () => {
  const text = await invitation('http://127.0.0.1:4000', operationsFolder);
  expect(text).toContain('http://127.0.0.1:4000/graphql');
  expect(text.match(/^ {2}(?:# \S.*\n {2})+(query|subscription) /gm)).toHaveLength(4);
  expect(text.match(/^ {2}query /gm)).toHaveLength(3);
  expect(text.match(/^ {2}subscription /gm)).toHaveLength(1);
  expect(await readdir(operationsFolder)).toEqual(expect.arrayContaining([...exampleOperations]));
});
