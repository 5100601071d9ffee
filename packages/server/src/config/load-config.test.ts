import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { databaseUrlSetting, loadConfig, loopbackHostSetting, portSetting } from './load-config.ts';

const schema = z.object({
  HOTPASS_PORT: portSetting(4000),
  HOTPASS_HOST: loopbackHostSetting(),
  DATABASE_URL: databaseUrlSetting().optional(),
});

test('defaults hold where nothing, or an empty value, is set', () => {
  expect(loadConfig(schema, { HOTPASS_PORT: '' })).toEqual({ HOTPASS_PORT: 4000, HOTPASS_HOST: '127.0.0.1' });
});

test('all mistakes are reported together, unknown settings included, and no value is printed', () => {
  const environment = { HOTPASS_PORT: '70000', HOTPASS_HOST: '0.0.0.0', HOTPASS_PROT: '1', DATABASE_URL: 'mysql://user:secret@host/db' };
  expect(() => loadConfig(schema, environment)).toThrow(/HOTPASS_PROT.*HOTPASS_PORT.*HOTPASS_HOST.*DATABASE_URL/);
  try {
    loadConfig(schema, environment);
  } catch (error) {
    expect(String(error)).not.toContain('secret');
  }
});

test.each(['0.0.0.0', '192.168.1.2', '::', 'example.org', '127.0.0.1.example.org', '127.999.0.1'])('the host %s is refused', (host) => {
  expect(() => loadConfig(schema, { HOTPASS_HOST: host })).toThrow('loopback');
});

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('the host %s is taken', (host) => {
  expect(loadConfig(schema, { HOTPASS_HOST: host }).HOTPASS_HOST).toBe(host);
});
