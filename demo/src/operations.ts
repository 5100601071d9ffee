import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** In the order in which they are worth trying. */
export const exampleOperations = [
  'lineage-of-dataset.graphql',
  'failed-runs.graphql',
  'namespaces.graphql',
  'run-updated.graphql',
] as const;

/** What to do next, for a person in front of a hub with something in it. */
export async function invitation(url: string, folder: string): Promise<string> {
  const texts = await Promise.all(exampleOperations.map((name) => readFile(join(folder, name), 'utf8')));
  const examples = texts.map((text) => text.trim().replaceAll(/^/gm, '  ')).join('\n\n');
  return `
Hotpass is at ${url}

Three queries and one subscription to try at ${url}/graphql, where they are among the examples:

${examples}
`;
}
