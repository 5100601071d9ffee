import type { ExecutionResult } from 'graphql';

type Result = Pick<ExecutionResult, 'data' | 'extensions'> & { readonly errors?: readonly PlacedError[] };

interface PlacedError {
  readonly path?: readonly (string | number)[] | undefined;
}

interface EntityOperation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** How the planner begins what it asks about entities. Nobody else can: clients' schema has no `_Any`. */
const entitiesHead = /^query\b[^{"]*\$representations:\s*\[_Any!\]!/;

/**
 * Asks a subgraph about every entity once. Apollo's executor sends the key of an entity as often as the entity occurs:
 * six hundred keys for two hundred runs of a hundred datasets. The answer is as if each had been asked for.
 */
export async function askOnce<Asked extends EntityOperation, Answer extends Result>(
  operation: Asked,
  ask: (operation: Asked) => Promise<Answer>,
): Promise<Answer> {
  const representations = operation.variables?.['representations'];
  if (!Array.isArray(representations) || representations.length < 2 || !entitiesHead.test(operation.query)) return ask(operation);
  const { distinct, places } = distinctOf(representations);
  if (distinct.length === representations.length) return ask(operation);
  const answer = await ask({ ...operation, variables: { ...operation.variables, representations: distinct } });
  const entities: unknown = answer.data?.['_entities'];
  // What is no answer to this question is shown as it is: the executor refuses it.
  const isWhole = Array.isArray(entities) && entities.length === distinct.length;
  return {
    ...answer,
    ...(isWhole ? { data: { ...answer.data, _entities: inTheirPlaces(entities, places) } } : {}),
    ...(answer.errors ? { errors: answer.errors.flatMap((error) => errorInPlaces(error, places)) } : {}),
  };
}

/** Each once, and for every one that was given which of them it is. */
function distinctOf(representations: readonly unknown[]): { readonly distinct: readonly unknown[]; readonly places: readonly number[] } {
  const known = new Map<string, number>();
  const distinct: unknown[] = [];
  const places = representations.map((representation) => {
    const key = JSON.stringify(representation);
    let place = known.get(key);
    if (place === undefined) {
      place = distinct.push(representation) - 1;
      known.set(key, place);
    }
    return place;
  });
  return { distinct, places };
}

/** The executor writes into what it gets, so each place has an object of its own. */
function inTheirPlaces(entities: readonly unknown[], places: readonly number[]): unknown[] {
  const used = new Set<number>();
  return places.map((place) => {
    if (used.has(place)) return copied(entities[place]);
    used.add(place);
    return entities[place];
  });
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = { ...value };
  for (const key of Object.keys(copy)) {
    const inner = copy[key];
    if (typeof inner === 'object' && inner !== null) copy[key] = copied(inner);
  }
  return copy;
}

function errorInPlaces<Placed extends PlacedError>(error: Placed, places: readonly number[]): Placed[] {
  const [root, index, ...rest] = error.path ?? [];
  if (root !== '_entities' || typeof index !== 'number') return [error];
  return places.flatMap((place, at) => (place === index ? [{ ...error, path: [root, at, ...rest] }] : []));
}
