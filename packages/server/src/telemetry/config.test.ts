import { expect, test } from '@jest/globals';
import { ConfigError } from '../config/load-config.ts';
import { tracingConfig } from './config.ts';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

test('there are no traces without an address, or where they are switched off', () => {
  for (const environment of [
    {},
    { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' },
    { ...endpoint, OTEL_SDK_DISABLED: 'true' },
    { ...endpoint, OTEL_TRACES_EXPORTER: 'none' },
  ])
    expect(tracingConfig('hotpass-hub', environment)).toBeNull();
});

test('either address of the standard turns them on, under the name of the process or the one that is set', () => {
  expect(tracingConfig('hotpass-hub', endpoint)).toEqual({ serviceName: 'hotpass-hub' });
  const environment = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector/v1/traces', OTEL_SERVICE_NAME: 'lineage-eu' };
  expect(tracingConfig('hotpass-hub', environment)).toEqual({ serviceName: 'lineage-eu' });
});

test('an address that is none and a protocol we do not speak are said together, without their value', () => {
  const wrong = { OTEL_EXPORTER_OTLP_ENDPOINT: 'user:secret@collector', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' };
  expect(() => tracingConfig('hotpass-hub', wrong)).toThrow(ConfigError);
  expect(() => tracingConfig('hotpass-hub', wrong)).toThrow(/ENDPOINT.*over HTTP/);
  expect(() => tracingConfig('hotpass-hub', wrong)).not.toThrow(/secret/);
});
