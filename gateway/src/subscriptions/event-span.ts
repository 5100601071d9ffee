import type { FeedEntry, SpanFacts } from '@hotpass/server';
import type { SubscriptionPlan } from './subscription-plan.ts';

/** How the answer to one event of a subscription is told in the traces of its entries. */
export function eventSpan({ field, topic, operation }: SubscriptionPlan, entries: readonly FeedEntry[]): SpanFacts {
  return {
    name: `process ${field.name.value}`,
    kind: 'CONSUMER',
    attributes: {
      'messaging.system': 'hotpass',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': topic.name,
      'messaging.batch.message_count': entries.length,
      'messaging.message.id': entries.at(-1)?.id ?? '',
      'graphql.operation.type': 'subscription',
      ...(operation.name ? { 'graphql.operation.name': operation.name.value } : {}),
    },
  };
}
