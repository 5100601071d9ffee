import { stringifyDocument } from '@urql/core';
import { Kind, OperationTypeNode, type ConstValueNode, type DefinitionNode, type DocumentNode, type SelectionSetNode } from 'graphql';

/** An operation of the app, with what it is asked with. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What it is called beside others of the same document. */
  readonly name?: string;
}

/** Fields of inputs whose texts are values of enums; everywhere else a text is a text. */
const enumFields: ReadonlySet<string> = new Set(['state', 'health', 'direction', 'field', 'view']);

/**
 * Operations that run as they stand, in one document: what they are asked with stands behind their variables as defaults,
 * and what the client asks for beside what is shown is left out. Each remark becomes a comment before them.
 */
export function operationText(asked: readonly AskedOperation[], remarks: readonly string[] = []): string {
  const definitions = new Map<string, DefinitionNode>();
  for (const { document, variables, name } of asked) {
    for (const definition of document.definitions) {
      const made = completed(definition, variables, name);
      if ('name' in made && made.name) definitions.set(`${made.kind} ${made.name.value}`, made);
    }
  }
  const texts = [...definitions.values()].map((definition) => stringifyDocument({ kind: Kind.DOCUMENT, definitions: [definition] }));
  // The client puts the name of each operation in a comment.
  const lines = texts.map((text) => text.replace(/^(?:#[^\n]*\n)+/, '').trim());
  return `${[...remarks.map((remark) => `# ${remark.replaceAll(/\s+/g, ' ')}`), ...lines].join('\n\n')}\n`;
}

function completed(definition: DefinitionNode, variables: AskedOperation['variables'], name?: string): DefinitionNode {
  if (definition.kind === Kind.FRAGMENT_DEFINITION) return { ...definition, selectionSet: shownOf(definition.selectionSet) };
  if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.QUERY) return definition;
  return {
    ...definition,
    ...(name === undefined ? {} : { name: { kind: Kind.NAME, value: name } }),
    variableDefinitions: (definition.variableDefinitions ?? []).map((variable) => {
      const value = variables[variable.variable.name.value];
      return value === undefined ? variable : { ...variable, defaultValue: literal(value) };
    }),
    selectionSet: shownOf(definition.selectionSet),
  };
}

function shownOf(set: SelectionSetNode): SelectionSetNode {
  const selections = set.selections
    .filter((selection) => selection.kind !== Kind.FIELD || selection.name.value !== '__typename')
    .map((selection) =>
      'selectionSet' in selection && selection.selectionSet ? { ...selection, selectionSet: shownOf(selection.selectionSet) } : selection,
    );
  return { ...set, selections };
}

/** A value as GraphQL writes it; `isEnum` where its texts are names. */
function literal(value: unknown, isEnum = false): ConstValueNode {
  if (value === null) return { kind: Kind.NULL };
  if (Array.isArray(value)) return { kind: Kind.LIST, values: value.map((member: unknown) => literal(member, isEnum)) };
  if (typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return {
      kind: Kind.OBJECT,
      fields: members.map(([name, member]) => ({
        ...{ kind: Kind.OBJECT_FIELD as const, name: { kind: Kind.NAME as const, value: name } },
        value: literal(member, isEnum || enumFields.has(name)),
      })),
    };
  }
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value };
  if (typeof value === 'number') return { kind: Number.isInteger(value) ? Kind.INT : Kind.FLOAT, value: String(value) };
  return isEnum ? { kind: Kind.ENUM, value: String(value) } : { kind: Kind.STRING, value: String(value) };
}
