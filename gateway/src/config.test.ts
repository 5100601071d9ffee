import { expect, test } from '@jest/globals';
import { ConfigError } from '@hotpass/server';
import { gatewayConfig } from './config.ts';

const composed = new Map([
  ['lineage', 'http://127.0.0.1:4001'],
  ['runs', 'http://127.0.0.1:4002'],
]);

test('addresses come from the supergraph unless the environment has another', () => {
  const config = gatewayConfig(composed, { HOTPASS_SUBGRAPH_RUNS_URL: 'http://127.0.0.1:5002', HOTPASS_PORT: '0' });
  expect(config).toEqual({
    host: '127.0.0.1',
    port: 0,
    logLevel: 'info',
    subgraphUrls: new Map([
      ['lineage', 'http://127.0.0.1:4001'],
      ['runs', 'http://127.0.0.1:5002'],
    ]),
  });
});

test.each([{ HOTPASS_HOST: '0.0.0.0' }, { HOTPASS_SUBGRAPH_RUNS_URL: 'ftp://x' }, { HOTPASS_SUBGRAPH_NOBODY_URL: 'http://x' }])(
  'refuses %j',
  (environment) => {
    expect(() => gatewayConfig(composed, environment)).toThrow(ConfigError);
  },
);
