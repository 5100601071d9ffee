import { setTimeout as delay } from 'node:timers/promises';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { GraphQLInstrumentation } from '@opentelemetry/instrumentation-graphql';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { envDetector } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import type { TracingConfig } from './config.ts';
import { EntryTraceIds } from './entry-trace-ids.ts';
import { ScrubbingExporter } from './scrubbing-exporter.ts';

/** Addresses that are asked all the time or answer for hours. */
const untraced = /^\/(health|readiness|metrics|internal\/feed)\b/;

const lastExportMs = 3_000;

/**
 * Sends spans as OTLP over HTTP. Only what is loaded afterwards is instrumented: graphql, pg and node's HTTP server.
 * Metrics stay with the Prometheus page, so that it is the same with and without traces.
 */
export function exportTraces({ serviceName }: TracingConfig): AsyncDisposable {
  const sdk = new NodeSDK({
    serviceName,
    traceExporter: new ScrubbingExporter(new OTLPTraceExporter()),
    idGenerator: new EntryTraceIds(),
    metricReaders: [],
    logRecordProcessors: [],
    // The others tell of the machine and of command lines.
    resourceDetectors: [envDetector],
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: ({ url = '' }) => untraced.test(url),
        // Calls between our processes go through undici, with the headers of `traceHeaders`.
        disableOutgoingRequestInstrumentation: true,
      }),
      new GraphQLInstrumentation({ depth: 2, mergeItems: true, ignoreTrivialResolveSpans: true, allowValues: false }),
      // What nobody waits for (polls, heartbeats, sequencing) would be a trace of its own every second.
      new PgInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false, ignoreConnectSpans: true }),
    ],
  });
  sdk.start();
  return {
    // A collector that does not answer must not hold the process.
    [Symbol.asyncDispose]: () => Promise.race([sdk.shutdown().catch(() => undefined), delay(lastExportMs, undefined, { ref: false })]),
  };
}
