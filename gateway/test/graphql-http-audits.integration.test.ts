import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startGateway, type TestGateway } from './start-gateway.ts';

let hub: TestGateway;
beforeAll(async () => {
  hub = await startGateway('in process');
});
afterAll(async () => hub[Symbol.asyncDispose]());

const audits = serverAudits({ url: () => `${hub.url}/graphql` });

// No exceptions: what a server MAY do it does as well.
test.each(audits.map((audit) => [audit.name, audit] as const))('GraphQL over HTTP: %s', async (name, audit) => {
  const result = await audit.fn();
  expect({ name, status: result.status, reason: 'reason' in result ? result.reason : null }).toEqual({ name, status: 'ok', reason: null });
});

test('the audits are all there', () => {
  expect(audits.filter(({ name }) => name.startsWith('MUST')).length).toBeGreaterThanOrEqual(13);
  expect(audits.length).toBeGreaterThanOrEqual(61);
});
