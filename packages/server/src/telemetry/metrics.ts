import { metrics, type Meter } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

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
  const serializer = new PrometheusSerializer();
  return {
    async render() {
      const { resourceMetrics } = await exporter.collect();
      return serializer.serialize(resourceMetrics);
    },
    async close() {
      metrics.disable();
      await provider.shutdown();
    },
  };
}

/** Instruments of one package, named `hotpass_<what>_<unit>`; labels of low cardinality only. */
export function meter(packageName: string): Meter {
  return metrics.getMeter(packageName);
}
