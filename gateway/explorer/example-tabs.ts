/** One tab for each of the product's operations, as they are committed. */
export function exampleTabs(): { query: string }[] {
  const operations = import.meta.glob<string>('../../operations/*.graphql', { query: '?raw', import: 'default', eager: true });
  return Object.values(operations).map((query) => ({ query }));
}
