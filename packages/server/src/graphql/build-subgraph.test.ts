import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { BadUserInputError, localPrincipal, NotFoundError } from '@hotpass/kernel';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { pino } from 'pino';
import { buildSubgraph } from './build-subgraph.ts';
import type { RequestContext } from './context.ts';
import type { EventRoot, SubgraphRequest } from './subgraph.ts';
import { MutationFailed, mutationResult, UserError } from './user-error.ts';

@Directive('@key(fields: "id")')
@ObjectType('Ship', { description: 'A ship.' })
class Ship {
  @Field(() => ID, { description: 'Its id.' }) id: string;
  @Field(() => Date, { description: 'When it was launched.' }) launchedAt: Date;
}

@InterfaceType({ description: 'Something in a port.' })
abstract class InPort {
  @Field(() => ID, { description: 'Its id.' }) id: string;
}

@ObjectType({ implements: InPort, description: 'A berth.' })
class Berth extends InPort {}

@ObjectType({ description: 'A ship has moved.' })
class ShipMoved {
  @Field(() => String, { description: 'Where to go on from.' }) cursor: string;
  @Field(() => Ship, { nullable: true, description: 'The ship.' }) ship: Ship | null;
}

@ObjectType({ description: 'What became of the launch.' })
class LaunchPayload {
  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [UserError], { description: 'Why it did not work.' })
  errors: UserError[];
}

@Resolver(() => Ship)
class ShipResolver {
  @Query(() => Ship, { nullable: true, description: 'One ship.' })
  async ship(@Arg('id', () => ID, { description: 'Its id.' }) id: string): Promise<Ship | null> {
    if (id === 'bug') throw new TypeError('secret');
    if (id === 'none') throw new NotFoundError('No such ship.', { shipId: id });
    return Object.assign(new Ship(), { id, launchedAt: new Date(0) });
  }

  @Query(() => InPort, { description: 'What is at the first berth.' })
  async berth(): Promise<InPort> {
    return Object.assign(new Berth(), { id: 'b1' });
  }

  @Query(() => String, { nullable: true, description: 'The place the request names.' })
  place(@Ctx() { minPosition }: RequestContext): string | undefined {
    return minPosition;
  }

  @FieldResolver(() => String, { description: 'Its name in capitals.' })
  shout(@Root() ship: Ship): string {
    return ship.id.toUpperCase();
  }

  @Mutation(() => LaunchPayload, { description: 'Launches a ship.' })
  async launch(): Promise<LaunchPayload> {
    return mutationResult<LaunchPayload>(
      async () => {
        throw new NotFoundError('No yard.');
      },
      (errors) => Object.assign(new LaunchPayload(), { errors }),
    );
  }

  @Directive('@topic(name: "openlineage")')
  @Subscription(() => ShipMoved, {
    nullable: true,
    subscribe: () => {
      throw new Error('fed by the log');
    },
    description: 'A ship moved.',
  })
  async shipMoved(
    @Root() event: EventRoot,
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { nullable: true, description: 'Only this ship.' }) id: string | null,
    @Arg('after', () => String, { nullable: true, description: 'Where to go on from.' }) _after: string | null,
  ): Promise<ShipMoved | null> {
    if (id && !event.keys.includes(id)) return null;
    context.renewWatch([id ?? 'more']);
    return Object.assign(new ShipMoved(), {
      cursor: event.cursor,
      ship: Object.assign(new Ship(), { id: event.keys[0], launchedAt: new Date(0) }),
    });
  }
}

async function aSubgraph(reached: (place: string) => Promise<void> = async () => undefined) {
  return buildSubgraph({
    name: 'ships',
    logger: pino({ level: 'silent' }),
    resolvers: [new ShipResolver()],
    orphanedTypes: [Berth, MutationFailed],
    references: { Ship: async ({ id }) => (id === 'gone' ? null : Object.assign(new Ship(), { id, launchedAt: new Date(0) })) },
    loaders: () => null,
    subscriptions: { shipMoved: async ({ id }) => (typeof id === 'string' ? [id] : 'all') },
    reached,
  });
}

function ask(query: string, more: Partial<SubgraphRequest> = {}): SubgraphRequest {
  return { query, principal: localPrincipal, requestId: 'r1', ...more };
}

const event: EventRoot = { cursor: 'c1', position: 1, entryId: 'ent_1', type: 'x', keys: ['s1'] };

test('answers fields, dates and interface members', async () => {
  const subgraph = await aSubgraph();
  const { data, errors } = await subgraph.execute(ask('{ ship(id: "s1") { id launchedAt shout } berth { __typename id } }'));
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    ship: { id: 's1', launchedAt: '1970-01-01T00:00:00.000Z', shout: 'S1' },
    berth: { __typename: 'Berth', id: 'b1' },
  });
});

test('keeps the code of an expected failure and hides a bug', async () => {
  const subgraph = await aSubgraph();
  const expected = await subgraph.execute(ask('{ ship(id: "none") { id } }'));
  expect(expected.errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND', shipId: 'none', requestId: 'r1' });
  const bug = await subgraph.execute(ask('{ ship(id: "bug") { id } }'));
  expect(bug.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' });
  expect(JSON.stringify(bug)).not.toContain('secret');
});

test('a mutation answers an expected failure as data', async () => {
  const subgraph = await aSubgraph();
  const { data, errors } = await subgraph.execute(ask('mutation { launch { errors { __typename code message path } } }'));
  expect(errors).toBeUndefined();
  expect(data).toEqual({ launch: { errors: [{ __typename: 'MutationFailed', code: 'NOT_FOUND', message: 'No yard.', path: null }] } });
});

test('entities are loaded here and never echo what the caller claims', async () => {
  const subgraph = await aSubgraph();
  const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Ship { id launchedAt } } }';
  const representations = [
    { __typename: 'Ship', id: 's1', launchedAt: 'forged' },
    { __typename: 'Ship', id: 'gone' },
  ];
  const { data } = await subgraph.execute(ask(query, { variables: { r: representations } }));
  expect(data).toEqual({ _entities: [{ id: 's1', launchedAt: '1970-01-01T00:00:00.000Z' }, null] });
});

test('an event is executed with alias and argument, and may renew the watch set', async () => {
  const subgraph = await aSubgraph();
  const query = 'subscription($id: ID) { live: shipMoved(id: $id, after: "x") { cursor ship { name: shout } } }';
  const mine = await subgraph.execute(ask(query, { event, variables: { id: 's1' } }));
  expect(mine).toEqual({ data: { live: { cursor: 'c1', ship: { name: 'S1' } } }, extensions: { watch: ['s1'] } });
  const other = await subgraph.execute(ask(query, { event, variables: { id: 's2' } }));
  expect(other).toEqual({ data: { live: null } });
  expect(await subgraph.watch({ query, variables: { id: 's2' }, principal: localPrincipal, requestId: 'r1' })).toEqual(['s2']);
  expect(await subgraph.watch({ query, principal: localPrincipal, requestId: 'r1' })).toBe('all');
});

test('waits for the position it is asked to show', async () => {
  const places: string[] = [];
  const subgraph = await aSubgraph(async (place) => void places.push(place));
  await subgraph.execute(ask('{ berth { id } }', { minPosition: '42' }));
  expect(places).toEqual(['42']);
});

test('a position that is none is refused by the name of its header', async () => {
  const subgraph = await aSubgraph(async () => {
    throw new BadUserInputError('This is not a cursor of this hub.', { argument: 'after' });
  });
  const { errors } = await subgraph.execute(ask('{ berth { id } }', { minPosition: 'nonsense' }));
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', header: 'Hotpass-Min-Position' } }]);
});

test('a resolver sees the position the request names', async () => {
  const subgraph = await aSubgraph();
  expect(await subgraph.execute(ask('{ place }', { minPosition: '42' }))).toEqual({ data: { place: '42' } });
  expect(await subgraph.execute(ask('{ place }'))).toEqual({ data: { place: null } });
});

test('an entity without a reference resolver does not start', async () => {
  const missing = buildSubgraph({
    name: 'ships',
    logger: pino({ level: 'silent' }),
    resolvers: [new ShipResolver()],
    orphanedTypes: [Berth, MutationFailed],
    references: {},
    loaders: () => null,
    subscriptions: { shipMoved: async () => 'all' },
    reached: async () => undefined,
  });
  await expect(missing).rejects.toThrow('Ship has no reference resolver');
});
