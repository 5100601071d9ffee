import type { Symlink } from './read-symlinks.ts';

/** What has to be written so that names which symlinks join are in one class. */
export interface ClassChanges {
  /** Classes that are no more; their names are of another. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Names that were in no class. */
  readonly added: readonly { readonly datasetId: string; readonly classId: string }[];
}

/** Symlinks whose names are not of one class yet. */
export function joining(symlinks: readonly Symlink[], classOf: ReadonlyMap<string, string>): Symlink[] {
  return symlinks.filter(({ datasetId, targetId }) => {
    const known = classOf.get(datasetId);
    return known === undefined || known !== classOf.get(targetId);
  });
}

/**
 * Joins whatever symlinks join, in whichever direction. The names of the smaller class move, so that a name moves
 * seldom; which names are together does not depend on the order.
 */
export function joinClasses(
  symlinks: readonly Symlink[],
  classOf: ReadonlyMap<string, string>,
  sizeOf: ReadonlyMap<string, number>,
): ClassChanges {
  const classes = new Classes(sizeOf);
  const labelOf = (name: string): string => classOf.get(name) ?? name;
  for (const { datasetId, targetId } of symlinks) classes.join(labelOf(datasetId), labelOf(targetId));
  const names = new Set(symlinks.flatMap(({ datasetId, targetId }) => [datasetId, targetId]));
  const moved = new Set([...names].flatMap((name) => classOf.get(name) ?? []));
  return {
    moved: [...moved].map((from) => ({ from, to: classes.of(from) })).filter(({ from, to }) => from !== to),
    added: [...names].filter((name) => !classOf.has(name)).map((name) => ({ datasetId: name, classId: classes.of(name) })),
  };
}

class Classes {
  readonly #into = new Map<string, string>();
  readonly #sizes: Map<string, number>;

  constructor(sizes: ReadonlyMap<string, number>) {
    this.#sizes = new Map(sizes);
  }

  of(label: string): string {
    let found = label;
    for (let next = this.#into.get(found); next !== undefined; next = this.#into.get(found)) found = next;
    return found;
  }

  join(one: string, other: string): void {
    const [a, b] = [this.of(one), this.of(other)];
    if (a === b) return;
    const [sizeA, sizeB] = [this.#sizes.get(a) ?? 1, this.#sizes.get(b) ?? 1];
    const [kept, gone] = sizeA < sizeB ? [b, a] : [a, b];
    this.#into.set(gone, kept);
    this.#sizes.set(kept, sizeA + sizeB);
  }
}
