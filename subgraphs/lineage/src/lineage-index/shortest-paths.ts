/** A directed graph by its vertices' keys: what lies next to a vertex, each once, in the order in which paths are preferred. */
export type Successors = ReadonlyMap<string, readonly string[]>;

export interface FoundPaths {
  readonly paths: readonly (readonly string[])[];
  readonly hasMore: boolean;
  /** Too many beginnings were tried. */
  readonly incomplete: boolean;
}

const maxTries = 100_000;

/**
 * The shortest paths that come twice to no vertex and end at the first target they meet; of equal length in the order
 * of their vertices. Each beginning is tried only as long as the rest it needs at least: a search by length of the whole.
 */
export function shortestPaths(successors: Successors, from: string, targets: ReadonlySet<string>, limit: number): FoundPaths {
  const rest = distancesTo(successors, targets);
  const waiting = new Map<number, string[][]>();
  const found: string[][] = [];
  let tries = 0;
  const wait = (path: string[], length: number): void => push(waiting, length, path);
  if (rest.has(from)) wait([from], rest.get(from)!);
  for (let length = rest.get(from) ?? 0; waiting.size > 0; length += 1) {
    const stack = (waiting.get(length) ?? []).toSorted(byVertices).toReversed();
    waiting.delete(length);
    while (stack.length > 0) {
      const path = stack.pop()!;
      tries += 1;
      if (tries > maxTries) return { paths: found.slice(0, limit), hasMore: found.length > limit, incomplete: true };
      if (path.length > 1 && targets.has(path.at(-1)!)) found.push(path);
      else
        continued(path, successors, rest, length).forEach(({ longer, whole }) =>
          whole === length ? stack.push(longer) : wait(longer, whole),
        );
      if (found.length > limit) return { paths: found.slice(0, limit), hasMore: true, incomplete: false };
    }
  }
  return { paths: found, hasMore: false, incomplete: false };
}

/** The path and one vertex more, last preferred first, with the length of the whole it leads to at least. */
function continued(
  path: readonly string[],
  successors: Successors,
  rest: ReadonlyMap<string, number>,
  length: number,
): { longer: string[]; whole: number }[] {
  return (successors.get(path.at(-1)!) ?? [])
    .filter((next) => rest.has(next) && !path.includes(next))
    .map((next) => ({ longer: [...path, next], whole: Math.max(length, path.length + rest.get(next)!) }))
    .toReversed();
}

/** Edges from each vertex to the nearest target. */
function distancesTo(successors: Successors, targets: ReadonlySet<string>): Map<string, number> {
  const predecessors = new Map<string, string[]>();
  for (const [source, fars] of successors) for (const far of fars) push(predecessors, far, source);
  const distances = new Map([...targets].map((target) => [target, 0]));
  let frontier = [...targets];
  for (let distance = 1; frontier.length > 0; distance += 1) {
    frontier = [...new Set(frontier.flatMap((vertex) => predecessors.get(vertex) ?? []))].filter((vertex) => !distances.has(vertex));
    for (const vertex of frontier) distances.set(vertex, distance);
  }
  return distances;
}

function byVertices(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((vertex, i) => vertex !== b[i]);
  if (at < 0) return a.length - b.length;
  return b[at] === undefined || a[at]! > b[at] ? 1 : -1;
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
