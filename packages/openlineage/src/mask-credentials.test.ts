import { expect, test } from '@jest/globals';
import { maskCredentials } from './mask-credentials.ts';

test.each([
  ['postgres://food_delivery:food_delivery@postgres:5432/food_delivery', 'postgres://***:***@postgres:5432/food_delivery'],
  ['{"uri":"jdbc:mysql://u:p%40w@h/db","x":"a@b"}', '{"uri":"jdbc:mysql://***:***@h/db","x":"a@b"}'],
  ['mongodb://a:b@h1,h2/db and redis://:secret@h', 'mongodb://***:***@h1,h2/db and redis://***:***@h'],
  ['https://ghp_token@github.com/x/y', 'https://***@github.com/x/y'],
  ['jdbc:postgresql://h/db?user=reader&password=s3cr3t&ssl=true', 'jdbc:postgresql://h/db?user=reader&password=***&ssl=true'],
  ['jdbc:sqlserver://h:1433;database=d;PASSWORD=x', 'jdbc:sqlserver://h:1433;database=d;PASSWORD=***'],
  ['s3://b/k?X-Amz-Signature=abc&x=1', 's3://b/k?X-Amz-Signature=***&x=1'],
])('%s is shown as %s', (text, masked) => {
  expect(maskCredentials(text)).toBe(masked);
});

test.each([
  'abfss://container@account.dfs.core.windows.net/path',
  'ssh://git@example.org/repo',
  'postgres://host:5432/db',
  'http://host:80/a@b',
  'select a from b where password = c',
])('%s holds no credentials and stays', (text) => {
  expect(maskCredentials(text)).toBe(text);
});

test('text made to be slow is not', () => {
  const hostile = ['://a:'.repeat(200_000), `://${'a'.repeat(1_000_000)}`, '?token='.repeat(200_000), `://a:${'b'.repeat(1_000_000)}`];
  const start = performance.now();
  for (const text of hostile) maskCredentials(text);
  expect(performance.now() - start).toBeLessThan(2_000);
});
