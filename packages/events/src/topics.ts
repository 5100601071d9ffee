import { quarantineReplayed } from './quarantine.ts';

/**
 * Names a subscription field may listen to (`@topic(name:)`), each with the beginnings of its entry types. An event taken
 * in after all is news to those who listen for events. `graph` is all that changes what is seen of the graph: what producers
 * report and what people say.
 */
export const topics = {
  openlineage: ['openlineage.', quarantineReplayed],
  lineage: ['lineage.'],
  graph: ['openlineage.', quarantineReplayed, 'lineage.'],
} as const satisfies Record<string, readonly string[]>;

export type Topic = keyof typeof topics;

/** Whether an entry of this type belongs to the topic. An unknown topic has no entries. */
export function isOfTopic(topic: string, entryType: string): boolean {
  return Object.hasOwn(topics, topic) && topics[topic as Topic].some((prefix) => entryType.startsWith(prefix));
}
