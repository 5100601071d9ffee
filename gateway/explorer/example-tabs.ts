/** One tab for each of the product's operations, as they are committed; those that ask for a variable first come last. */
export function exampleTabs(): { query: string }[] {
  const operations = import.meta.glob<string>('../../operations/*.graphql', { query: '?raw', import: 'default', eager: true });
  return Object.values(operations)
    .toSorted((a, b) => Number(asksFirst(a)) - Number(asksFirst(b)))
    .map((query) => ({ query }));
}

function asksFirst(query: string): boolean {
  return /\$\w+: \w+![,)]/.test(query);
}
