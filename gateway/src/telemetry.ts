import { meter } from '@hotpass/server';
import type { OpenCounts } from './gateway.ts';

/** Shows on the metrics page what is open. */
export function observeOpen(open: () => OpenCounts): void {
  const gauges = meter('gateway');
  gauges
    .createObservableGauge('hotpass_gateway_subscriptions', { description: 'Subscriptions that are open.' })
    .addCallback((result) => result.observe(open().subscriptions));
  gauges
    .createObservableGauge('hotpass_gateway_sockets', { description: 'WebSockets that are open.' })
    .addCallback((result) => result.observe(open().sockets));
}
