import { createHash } from 'node:crypto';
import { Kind, parse, print, type OperationDefinitionNode } from 'graphql';
import { isRetained, type OperationManifest } from '@hotpass/gateway';
import type { OwnDocument } from './own-documents.ts';

/**
 * The committed list of what callers may ask for by its id: the named operations, and those they replaced, with the day on
 * which they did. It changes only when an operation does, so that the same code makes the same list on every day.
 */
export function operationManifest(documents: readonly OwnDocument[], committed: OperationManifest, today: Date): OperationManifest {
  const operations = documents
    .filter(({ place }) => place.startsWith('operations/'))
    .map(({ place, text }) => persisted(place, text))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const twice = operations.find(({ name }, index) => operations[index + 1]?.name === name);
  if (twice) throw new Error(`Two operations are named ${twice.name}.`);
  const ids = new Set(operations.map(({ id }) => id));
  const retiredOn = today.toISOString().slice(0, 10);
  const replaced = committed.operations.filter(({ id }) => !ids.has(id)).map((one) => ({ ...one, retiredOn }));
  const kept = committed.retired.filter(({ id }) => !ids.has(id));
  const hasChanged = replaced.length > 0 || kept.length < committed.retired.length;
  return { operations, retired: hasChanged ? [...kept.filter((one) => isRetained(one.retiredOn, today)), ...replaced] : committed.retired };
}

/** The id is the SHA-256 of the text as graphql-js prints it, so that comments and spaces are no new operation. */
function persisted(place: string, text: string): OperationManifest['operations'][number] {
  const document = parse(text);
  const operations = document.definitions.filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);
  const name = operations[0]?.name?.value;
  if (operations.length !== 1 || name === undefined) throw new Error(`${place} has to hold one operation with a name.`);
  const printed = print(document);
  return { id: createHash('sha256').update(printed).digest('hex'), name, document: printed };
}
