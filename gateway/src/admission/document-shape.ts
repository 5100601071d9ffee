import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** The size of a document with every fragment written out where it is used. */
export interface DocumentShape {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly selections: number;
}

const nothing: DocumentShape = { depth: 0, aliases: 0, rootFields: 0, selections: 0 };

/**
 * The greatest measures of any definition of the document, fragments that nobody uses included (validation compares
 * their fields too). Every fragment is measured once, so the time is linear even where the written-out size is
 * exponential: that is what stalls the planner. A cycle of fragments counts as nothing here and fails validation.
 */
export function documentShape(document: DocumentNode): DocumentShape {
  const measured = new Map<string, DocumentShape>();
  const fragments = new Map(
    document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  let greatest = nothing;
  for (const definition of document.definitions) {
    if (!('selectionSet' in definition)) continue;
    const shape = shapeOfSet(definition.selectionSet, fragments, measured);
    greatest = {
      depth: Math.max(greatest.depth, shape.depth),
      aliases: Math.max(greatest.aliases, shape.aliases),
      rootFields: Math.max(greatest.rootFields, definition.kind === Kind.OPERATION_DEFINITION ? shape.rootFields : 0),
      selections: Math.max(greatest.selections, shape.selections),
    };
  }
  return greatest;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function shapeOfSet(set: SelectionSetNode, fragments: Fragments, measured: Map<string, DocumentShape>): DocumentShape {
  return set.selections.map((selection) => shapeOf(selection, fragments, measured)).reduce(sideBySide, nothing);
}

function sideBySide(one: DocumentShape, other: DocumentShape): DocumentShape {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    rootFields: one.rootFields + other.rootFields,
    selections: one.selections + other.selections,
  };
}

function shapeOf(selection: SelectionNode, fragments: Fragments, measured: Map<string, DocumentShape>): DocumentShape {
  if (selection.kind === Kind.FIELD) {
    const inside = selection.selectionSet ? shapeOfSet(selection.selectionSet, fragments, measured) : nothing;
    return {
      depth: inside.depth + 1,
      aliases: inside.aliases + (selection.alias ? 1 : 0),
      rootFields: 1,
      selections: inside.selections + 1,
    };
  }
  const inside =
    selection.kind === Kind.INLINE_FRAGMENT
      ? shapeOfSet(selection.selectionSet, fragments, measured)
      : shapeOfFragment(selection.name.value, fragments, measured);
  return { ...inside, selections: inside.selections + 1 };
}

function shapeOfFragment(name: string, fragments: Fragments, measured: Map<string, DocumentShape>): DocumentShape {
  const known = measured.get(name);
  const fragment = fragments.get(name);
  if (known || !fragment) return known ?? nothing;
  measured.set(name, nothing);
  const shape = shapeOfSet(fragment.selectionSet, fragments, measured);
  measured.set(name, shape);
  return shape;
}
