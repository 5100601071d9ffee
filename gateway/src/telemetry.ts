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
  gauges
    .createObservableGauge('hotpass_gateway_shared_streams', {
      description: 'Streams answered once for all subscriptions that share them.',
    })
    .addCallback((result) => result.observe(open().sharedStreams));
  gauges
    .createObservableCounter('hotpass_gateway_subscription_overflows', {
      description: 'Times a subscriber did not take its results and went on alone.',
    })
    .addCallback((result) => result.observe(open().overflows));
}
