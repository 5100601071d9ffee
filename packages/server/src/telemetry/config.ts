import { z } from 'zod';
import { ConfigError } from '../config/load-config.ts';

export interface TracingConfig {
  /** As the traces are told to stand for: `OTEL_SERVICE_NAME`, else the process's own name. */
  readonly serviceName: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const httpAddress = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });

/**
 * The standard variables of OpenTelemetry, which its exporter reads itself; here is decided only whether there is one.
 * Null when nobody wants traces. @throws ConfigError for an address or a protocol the exporter does not have.
 */
export function tracingConfig(processName: string, environment: Environment = process.env): TracingConfig | null {
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const variable = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'].find((name) => given(name) !== undefined);
  if (variable === undefined || given('OTEL_SDK_DISABLED') === 'true' || given('OTEL_TRACES_EXPORTER') === 'none') return null;
  const protocol = given('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') ?? given('OTEL_EXPORTER_OTLP_PROTOCOL');
  const mistakes = [
    ...(httpAddress.safeParse(given(variable)).success ? [] : [`${variable}: must be an http:// or https:// address`]),
    ...(protocol === 'grpc' ? ['OTEL_EXPORTER_OTLP_PROTOCOL: traces leave over HTTP only, usually to port 4318'] : []),
  ];
  if (mistakes.length > 0) throw new ConfigError(`Wrong settings: ${mistakes.join('; ')}.`);
  return { serviceName: given('OTEL_SERVICE_NAME') ?? processName };
}
