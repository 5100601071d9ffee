import 'reflect-metadata';
import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { parse, isObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap, type NonEmptyArray } from 'type-graphql';
import type { RequestContext } from './context.ts';
import { DateTimeScalar } from './date-time.scalar.ts';

const schemaHead = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@composeDirective", "@listSize"])
  @link(url: "https://hotpass.dev/schema/v1.0", import: ["@perViewer", "@sizedBy", "@topic"])
  @composeDirective(name: "@perViewer")
  @composeDirective(name: "@sizedBy")
  @composeDirective(name: "@topic")

"""
The answer depends on who asks: a subscription that selects it is answered for each subscriber alone.
"""
directive @perViewer on FIELD_DEFINITION

"""
What bounds the lists of the object this field answers with, where that is no argument of its own (@listSize takes only those).
"""
directive @sizedBy(
  """
  Path of the argument, for example input.maxNodes.
  """
  argument: String!
  """
  The longest such a list gets, whatever the argument says.
  """
  most: Int
) on FIELD_DEFINITION

"""
The entries of the log a subscription listens to.
"""
directive @topic(
  """
  Name of the topic.
  """
  name: String!
  """
  Entries that follow one that concerns the subscriber within this time are one event with it. Every entry is an event of its own when not given.
  """
  coalesceMs: Int
) on FIELD_DEFINITION

`;

/** Loads an entity by the key another subgraph sent, or null when it is not (or not visible) here. */
export type ReferenceResolver<Loaders> = (
  reference: { readonly __typename: string; readonly id: string },
  context: RequestContext<Loaders>,
) => Promise<object | null>;

export interface FederatedSchemaParts<Loaders> {
  /** Instances of type-graphql resolver classes, built by hand in `subgraph.ts`. */
  readonly resolvers: readonly object[];
  /** Object types that no resolver names, such as members of an interface. */
  readonly orphanedTypes?: readonly Function[];
  /** One for every entity (`@key`) of the schema: without it an entity would echo what the caller claims. */
  readonly references: Readonly<Record<string, ReferenceResolver<Loaders>>>;
}

/**
 * type-graphql classes → federated SDL and executable schema.
 * @throws Error when an entity has no reference resolver.
 */
export async function buildFederatedSchema<Loaders>(parts: FederatedSchemaParts<Loaders>): Promise<{ schema: GraphQLSchema; sdl: string }> {
  const instances = new Map<unknown, object>(parts.resolvers.map((resolver) => [resolver.constructor, resolver]));
  const codeFirst = await buildSchema({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<Function>,
    container: { get: (resolverClass) => instances.get(resolverClass) },
    orphanedTypes: [...(parts.orphanedTypes ?? [])],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
    pubSub: { publish: noPubSub, subscribe: noPubSub },
  });
  const sdl = schemaHead + printSubgraphSchema(codeFirst);
  const resolvers = createResolversMap(codeFirst) as Record<string, Record<string, unknown>>;
  for (const entity of entitiesOf(codeFirst)) {
    const load = parts.references[entity];
    if (!load) throw new Error(`The entity ${entity} has no reference resolver.`);
    // Async on purpose: a synchronous throw would null the whole batch of entities, a rejection only its own.
    const resolveReference = async (
      reference: { __typename: string; id: string },
      context: RequestContext<Loaders>,
      _info: GraphQLResolveInfo,
    ) => load(reference, context);
    resolvers[entity] = { ...resolvers[entity], __resolveReference: resolveReference };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  return { schema, sdl };
}

function noPubSub(): never {
  throw new Error('Subscriptions are fed by the log.');
}

function entitiesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && type.astNode?.directives?.some((directive) => directive.name.value === 'key'))
    .map((type) => type.name);
}
