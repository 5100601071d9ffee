import { Kind, visit } from 'graphql';

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * A document transform: `__typename` wherever an object is selected, as the normalised cache needs it; not at the root, where a
 * subscription may have one field only (GraphQL §5.2.3.1).
 */
export function transform({ documents }) {
  return documents.map((file) => ({
    ...file,
    document: file.document && visit(file.document, { Field: named, FragmentDefinition: named }),
  }));
}

function named(node) {
  const selections = node.selectionSet?.selections;
  if (!selections || selections.some((one) => one.kind === Kind.FIELD && one.name.value === '__typename')) return undefined;
  return { ...node, selectionSet: { ...node.selectionSet, selections: [typename, ...selections] } };
}
