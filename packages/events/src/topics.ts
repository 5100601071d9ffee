/** Names a subscription field may listen to (`@topic(name:)`), each a prefix of entry types. */
export const topics = { openlineage: 'openlineage.' } as const;

export type Topic = keyof typeof topics;

/** Whether an entry of this type belongs to the topic. An unknown topic has no entries. */
export function isOfTopic(topic: string, entryType: string): boolean {
  const prefix = (topics as Readonly<Record<string, string>>)[topic];
  return prefix !== undefined && entryType.startsWith(prefix);
}
