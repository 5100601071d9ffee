import { describe, expect, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { askOnce } from './distinct-entities.ts';

const query = 'query($representations:[_Any!]!){_entities(representations:$representations){...on Ship{name port{id}}}}';
const ship = (id: string): object => ({ __typename: 'Ship', id });
const representations = [ship('s1'), ship('s2'), ship('s1'), ship('s1')];

interface Asked {
  readonly query: string;
  readonly variables: { readonly representations: readonly { readonly id: string }[] };
}

/** A subgraph that answers with what it is asked, and whose ship `s2` is broken. */
async function ask({ variables }: Asked): Promise<ExecutionResult> {
  const entities = variables.representations.map(({ id }) => (id === 's2' ? null : { name: `ship ${id}`, port: { id: `port of ${id}` } }));
  const broken = variables.representations.flatMap(({ id }, index) => (id === 's2' ? [index] : []));
  return { data: { _entities: entities }, ...(broken.length > 0 ? { errors: broken.map(errorAt) } : {}) };
}

const errorAt = (index: number): never => ({ message: 'broken', path: ['_entities', index, 'name'] }) as never;

function asking(operation: object): { readonly answer: Promise<ExecutionResult>; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const answer = askOnce(operation as Asked, async (one) => {
    asked.push(one);
    return ask(one);
  });
  return { answer, asked };
}

describe('a subgraph asked about entities', () => {
  test('is asked about each once, and the answer is as if it had been asked about all', async () => {
    const { answer, asked } = asking({ query, variables: { representations, first: 3 } });
    expect(await answer).toEqual(await ask({ query, variables: { representations } } as never));
    expect(asked).toEqual([{ query, variables: { representations: [ship('s1'), ship('s2')], first: 3 } }]);
  });

  test('gives each place an object of its own, whatever lies inside', async () => {
    const { data } = await asking({ query, variables: { representations } }).answer;
    const [first, , third] = data!['_entities'] as { port: object }[];
    expect(third).toEqual(first);
    expect(third).not.toBe(first);
    expect(third!.port).not.toBe(first!.port);
  });

  test('an error of one that occurs several times stands in each of its places', async () => {
    const twice = [ship('s2'), ship('s1'), ship('s2')];
    const { errors } = await asking({ query, variables: { representations: twice } }).answer;
    expect(errors?.map(({ path }) => path?.[1])).toEqual([0, 2]);
  });

  test('entities of another type or with other required fields are others', async () => {
    const others = [ship('s1'), { __typename: 'Port', id: 's1' }, { ...ship('s1'), flag: 'NL' }];
    const { answer, asked } = asking({ query, variables: { representations: others } });
    await answer;
    expect(asked[0]?.variables.representations).toEqual(others);
  });

  test('an answer that is too short stays too short', async () => {
    const answer = await askOnce({ query, variables: { representations } }, async () => ({ data: { _entities: [{ name: 'ship s1' }] } }));
    expect(answer.data._entities).toHaveLength(1);
  });

  test.each([
    ['of a client', 'query($representations:[ID!]!){ships(ids:$representations){name}}'],
    [
      'beside a text that looks like it',
      'query($a:String="$representations:[_Any!]!"$representations:[ID!]!){ships(ids:$representations){name}}',
    ],
  ])('a variable of the same name %s is left alone', async (_case, own) => {
    const { answer, asked } = asking({ query: own, variables: { representations } });
    await answer;
    expect(asked[0]?.variables.representations).toEqual(representations);
  });
});
