import { Kind, parse, type ConstDirectiveNode } from 'graphql';
import type { ListSize } from './admission/cost.ts';

/** What the subgraphs say about their fields beyond types, by coordinate (`Query.run`). */
export interface FieldFacts {
  /** How long a list without `first` gets: `@listSize(assumedSize:)`, or at the argument that `@sizedBy` names. */
  readonly listSizes: ReadonlyMap<string, ListSize>;
  /** `@topic`: the entries of the log a subscription listens to. */
  readonly topics: ReadonlyMap<string, TopicFact>;
  /** `@perViewer`: fields whose answer depends on who asks. */
  readonly perViewer: ReadonlySet<string>;
}

export interface TopicFact {
  readonly name: string;
  /** Entries of one stretch this long are one event; null when every entry is one. */
  readonly coalesceMs: number | null;
}

/** Reads the directives from the supergraph's text; the API schema that clients see does not have them. */
export function fieldFacts(supergraphSdl: string): FieldFacts {
  const listSizes = new Map<string, ListSize>();
  const topics = new Map<string, TopicFact>();
  const perViewer = new Set<string>();
  for (const { coordinate, directive } of fieldDirectives(supergraphSdl)) {
    const size = listSizeOf(directive);
    if (size !== undefined) listSizes.set(coordinate, size);
    const topic = topicOf(directive);
    if (topic !== undefined) topics.set(coordinate, topic);
    if (directive.name.value === 'perViewer') perViewer.add(coordinate);
  }
  return { listSizes, topics, perViewer };
}

function topicOf(directive: ConstDirectiveNode): TopicFact | undefined {
  const name = directive.name.value === 'topic' ? argument(directive, 'name') : undefined;
  if (name === undefined) return undefined;
  const coalesceMs = argument(directive, 'coalesceMs');
  return { name, coalesceMs: coalesceMs === undefined ? null : Number(coalesceMs) };
}

function listSizeOf(directive: ConstDirectiveNode): ListSize | undefined {
  const assumed = directive.name.value === 'listSize' ? argument(directive, 'assumedSize') : undefined;
  const path = directive.name.value === 'sizedBy' ? argument(directive, 'argument') : undefined;
  if (path === undefined) return assumed === undefined ? undefined : Number(assumed);
  return { path: path.split('.'), most: Number(argument(directive, 'most') ?? Infinity) };
}

function fieldDirectives(supergraphSdl: string): { readonly coordinate: string; readonly directive: ConstDirectiveNode }[] {
  return parse(supergraphSdl, { noLocation: true }).definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    return (type.fields ?? []).flatMap((field) =>
      (field.directives ?? []).map((directive) => ({ coordinate: `${type.name.value}.${field.name.value}`, directive })),
    );
  });
}

/** Name and address of every subgraph, as composed. */
export function subgraphAddresses(supergraphSdl: string): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  for (const definition of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const directive of definition.values?.flatMap((value) => value.directives ?? []) ?? []) {
      const name = argument(directive, 'name');
      if (name !== undefined) addresses.set(name, argument(directive, 'url') ?? '');
    }
  }
  return addresses;
}

function argument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((one) => one.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.INT ? value.value : undefined;
}
