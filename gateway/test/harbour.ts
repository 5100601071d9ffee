import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, GraphQLError, parse, type DocumentNode, type ExecutionResult } from 'graphql';
import { BadUserInputError, DomainError, NotFoundError, TimeoutError } from '@hotpass/kernel';
import type { EventRoot, Subgraph, SubgraphRequest, WatchRequest, WatchSet } from '@hotpass/server';

const head = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective", "@listSize"])
  @link(url: "https://hotpass.dev/schema/v1.0", import: ["@perViewer", "@topic"])
  @composeDirective(name: "@perViewer")
  @composeDirective(name: "@topic")
directive @perViewer on FIELD_DEFINITION
directive @topic(name: String!, coalesceMs: Int) on FIELD_DEFINITION
`;

const shipsSdl = `${head}
type Query { ship(id: ID!): Ship  ships(first: Int, after: String): ShipConnection!  position: String }
type Mutation { rename(id: ID!, name: String!): Ship }
type Subscription { shipMoved(id: ID, after: String, only: String): ShipMoved @topic(name: "openlineage")
  fleetChanged(after: String): FleetChanged @topic(name: "openlineage", coalesceMs: 60) }
type FleetChanged { cursor: String! after: String keys: [String!]! }
type ShipConnection { nodes: [Ship!]! }
type ShipMoved { cursor: String! note(loud: Boolean): String ship: Ship mood: String @perViewer }
type Ship @key(fields: "id") { id: ID! name: String! sisters: [Ship!]! @listSize(assumedSize: 10) captain: String
  crew: Int @deprecated(reason: "Use captain. Removed after 2031-01-01.") }
`;

const portsSdl = `${head}
type Query { port(id: ID!): Port }
type Ship @key(fields: "id") { id: ID! port: Port  calls(first: Int): [Port!]  tonnage: Int  broken: String! }
type Port @key(fields: "id") { id: ID! name: String! ships(first: Int): [Ship!] }
`;

type Context = Pick<SubgraphRequest, 'principal' | 'requestId' | 'minPosition'> & { renew: (watch: WatchSet) => void };
type Reference = { readonly id: string };

/** A subgraph of the tests, with what it was asked and how it misbehaves. */
export class TestSubgraph implements Pick<Subgraph, 'name' | 'execute' | 'watch'> {
  readonly name: string;
  readonly requests: SubgraphRequest[] = [];
  readonly watches: WatchRequest[] = [];
  /** The position its projectors are at; requests for a later one wait in vain. */
  at = Number.POSITIVE_INFINITY;
  /** How long it waits for a position before it gives up. */
  patienceMs = 20;
  watchSet: WatchSet = 'all';
  /** What it answers to the next requests instead of the truth. */
  readonly given: ExecutionResult[] = [];
  readonly #schema: ReturnType<typeof buildSubgraphSchema>;

  constructor(name: string, sdl: string, resolvers: object) {
    this.name = name;
    this.#schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  }

  async execute(request: SubgraphRequest): Promise<ExecutionResult> {
    this.requests.push(request);
    if (Number(request.minPosition?.replace(/\D/g, '') ?? 0) > this.at && !(await this.#reached(Number(request.minPosition)))) {
      return {
        errors: [new GraphQLError('Not there yet.', { extensions: new TimeoutError('', { requestId: request.requestId }).extensions })],
      };
    }
    const given = this.given.shift();
    if (given) return given;
    let renewed: WatchSet | undefined;
    const { principal, requestId, minPosition } = request;
    const contextValue: Context = {
      principal,
      requestId,
      ...(minPosition === undefined ? {} : { minPosition }),
      renew: (watch) => (renewed = watch),
    };
    const result = await execute({
      schema: this.#schema,
      document: parse(request.query) as DocumentNode,
      rootValue: request.event,
      variableValues: request.variables,
      contextValue,
    });
    const errors = result.errors?.map((error) => this.#presentable(error, requestId));
    return { ...result, ...(errors ? { errors } : {}), ...(renewed === undefined ? {} : { extensions: { watch: renewed } }) };
  }

  async watch(request: WatchRequest): Promise<WatchSet> {
    this.watches.push(request);
    if (request.variables?.['only'] === 'nonsense') throw new BadUserInputError('No such filter.');
    return this.watchSet;
  }

  #presentable(error: GraphQLError, requestId: string): GraphQLError {
    const cause = error.originalError;
    const extensions = cause instanceof DomainError ? { ...cause.extensions, requestId } : { code: 'INTERNAL_SERVER_ERROR', requestId };
    return new GraphQLError(cause instanceof DomainError ? error.message : 'Something went wrong.', { path: error.path, extensions });
  }

  async #reached(position: number): Promise<boolean> {
    const until = Date.now() + this.patienceMs;
    while (position > this.at && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 2));
    return position <= this.at;
  }
}

function aShip(id: string): object | null {
  return id === 'ghost' ? null : { __typename: 'Ship', id, name: `ship ${id}` };
}

/** Owns ships and their movements. */
export function shipsSubgraph(): TestSubgraph {
  return new TestSubgraph('ships', shipsSdl, {
    Query: {
      ship: (_: unknown, { id }: Reference) => {
        if (id === 'forbidden') throw new NotFoundError('No such ship.', { shipId: id });
        if (id === 'bug') throw new TypeError('secret');
        return aShip(id);
      },
      ships: (_: unknown, { first }: { first?: number }) => ({
        nodes: Array.from({ length: first ?? 25 }, (_one, index) => aShip(`s${index}`)),
      }),
      position: (_: unknown, _args: unknown, context: Context) => context.minPosition ?? null,
    },
    Mutation: { rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ __typename: 'Ship', id, name }) },
    Subscription: {
      shipMoved: (event: EventRoot, { id }: { id?: string }, context: Context) => {
        const ship = event.keys[0] ?? 'none';
        if (event.keys.includes('renew')) context.renew(['s9']);
        if (event.keys.includes('broken')) throw new NotFoundError('The event cannot be read.');
        return id && id !== ship ? null : { cursor: event.cursor, ship: aShip(ship) };
      },
      fleetChanged: (event: EventRoot, _args: unknown, context: Context) => {
        if (event.keys.includes('renew')) context.renew(['s1', 's9']);
        if (event.keys.includes('broken')) throw new NotFoundError('The event cannot be read.');
        return event.keys.includes('silent') ? null : event;
      },
    },
    ShipMoved: {
      mood: () => 'calm',
      note: (event: { cursor: string }, { loud }: { loud?: boolean }) => (loud ? event.cursor.toUpperCase() : event.cursor),
    },
    Ship: {
      __resolveReference: async ({ id }: Reference) => aShip(id),
      crew: () => 12,
      sisters: () => [aShip('s1'), aShip('s2')],
      captain: ({ id }: Reference) => {
        if (id === 's-error') throw new NotFoundError('Nobody is on board.');
        return `captain of ${id}`;
      },
    },
  });
}

function aPort(id: string): object {
  return { __typename: 'Port', id, name: `port ${id}` };
}

/** Owns ports, and adds to ships where they lie. */
export function portsSubgraph(): TestSubgraph {
  return new TestSubgraph('ports', portsSdl, {
    Query: { port: (_: unknown, { id }: Reference) => aPort(id) },
    Ship: {
      __resolveReference: async ({ id }: Reference) => ({ id }),
      port: ({ id }: Reference) => {
        if (id === 's-port-error') throw new NotFoundError('It is at sea.');
        return aPort(`p-${id}`);
      },
      calls: (_: unknown, { first }: { first?: number }) => Array.from({ length: first ?? 25 }, (_one, index) => aPort(`p${index}`)),
      tonnage: () => 1000,
      broken: () => 'fine',
    },
    Port: { __resolveReference: async ({ id }: Reference) => aPort(id), ships: () => [{ __typename: 'Ship', id: 's1' }] },
  });
}

let composed: string | undefined;

/** The supergraph of both, composed once a test file. */
export function harbourSupergraph(): string {
  return (composed ??= compose());
}

function compose(): string {
  const services = [
    { name: 'ships', typeDefs: parse(shipsSdl), url: 'http://127.0.0.1:1' },
    { name: 'ports', typeDefs: parse(portsSdl), url: 'http://127.0.0.1:2' },
  ];
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return supergraphSdl;
}
