import { metrics } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { observeProcess } from './process-metrics.ts';

/** The page of `GET /metrics`. */
export interface MetricsPage {
  /** Prometheus text exposition format 0.0.4. */
  render(): Promise<string>;
  close(): Promise<void>;
}

/** Starts collecting for this process, named as the page shall show it. Call once, before the first instrument is made. */
export function startMetrics(serviceName: string): MetricsPage {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({ readers: [exporter], resource: resourceFromAttributes({ 'service.name': serviceName }) });
  metrics.setGlobalMeterProvider(provider);
  const process = observeProcess();
  // Which library of ours made an instrument is of no use to whoever looks at it.
  const serializer = new PrometheusSerializer(undefined, false, undefined, false, true);
  return {
    async render() {
      const { resourceMetrics } = await exporter.collect();
      return serializer.serialize(resourceMetrics);
    },
    async close() {
      process[Symbol.dispose]();
      metrics.disable();
      await provider.shutdown();
    },
  };
}
