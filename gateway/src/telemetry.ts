import { meter, observeCaches, type CacheUse } from '@hotpass/server';
import type { SubscriptionCounts } from './subscriptions/subscriptions.ts';

/** What is open in this process. */
export interface OpenCounts extends SubscriptionCounts {
  readonly sockets: number;
  /** Streams of Server-Sent Events. */
  readonly eventStreams: number;
}

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
    .createObservableCounter('hotpass_gateway_subscription_overflows_total', {
      description: 'Times a subscriber did not take its results and went on alone.',
    })
    .addCallback((result) => result.observe(open().overflows));
  gauges
    .createObservableGauge('hotpass_gateway_event_streams', { description: 'Streams of Server-Sent Events that are open.' })
    .addCallback((result) => result.observe(open().eventStreams));
}

/** Counts what operations use that will not stay in the schema. */
export function deprecatedUses(): (coordinate: string) => void {
  const counter = meter('gateway').createCounter('hotpass_gateway_deprecated_uses', {
    description: 'Operations that used something deprecated, by its place in the schema.',
  });
  return (coordinate) => counter.add(1, { coordinate });
}

/** Shows on the metrics page what is written to subscribers. */
export function observeDelivery(counts: () => { readonly deliveries: number; readonly waitingBytes: number }): void {
  const gauges = meter('gateway');
  gauges
    .createObservableCounter('hotpass_gateway_deliveries_total', { description: 'Results written to subscribers.' })
    .addCallback((result) => result.observe(counts().deliveries));
  gauges
    .createObservableGauge('hotpass_gateway_waiting_bytes', {
      description: 'Bytes written to sockets that have not left for the network.',
      unit: 'bytes',
    })
    .addCallback((result) => result.observe(counts().waitingBytes));
}

type Use = Omit<CacheUse, 'name'>;

/** Shows on the metrics page how the caches of the gateway do. */
export function observeUse(caches: () => Readonly<Record<'documents' | 'plans' | 'subscriptionPlans', Use>>): void {
  observeCaches(() => {
    const { documents, plans, subscriptionPlans } = caches();
    return [
      { name: 'gateway_documents', ...documents },
      { name: 'gateway_plans', ...plans },
      { name: 'gateway_subscription_plans', ...subscriptionPlans },
    ];
  });
}
