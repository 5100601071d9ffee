import { metrics, type Meter } from '@opentelemetry/api';

/** Instruments of one package, named `hotpass_<what>_<unit>`; labels of low cardinality only. */
export function meter(packageName: string): Meter {
  return metrics.getMeter(packageName);
}
