import { createHash } from 'node:crypto';
import { Kind, print, visit } from 'graphql';

/**
 * A codegen plugin: the web's operations as the hub keeps them, each with the fragments it uses and the SHA-256 of that text.
 * With `onlyIds` the ids by name, which is what the web itself needs.
 */
export function plugin(_schema, documents, { onlyIds = false }) {
  const definitions = documents.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map(definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]));
  const operations = definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => persisted(operation, fragments))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return JSON.stringify(onlyIds ? Object.fromEntries(operations.map(({ name, id }) => [name, id])) : { operations, retired: [] }, null, 2);
}

function persisted(operation, fragments) {
  const used = new Map();
  const collect = (node) =>
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (!fragment || used.has(name.value)) return;
        used.set(name.value, fragment);
        collect(fragment);
      },
    });
  collect(operation);
  const document = print({ kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] });
  return { id: createHash('sha256').update(document).digest('hex'), name: operation.name.value, document };
}
