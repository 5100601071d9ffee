import type pg from 'pg';

/** The newest edges in memory: what is counted by it cannot be wrong for the reason the SQL would be. */
export class MemoryGraph {
  readonly #outgoing: ReadonlyMap<number, readonly number[]>;

  private constructor(outgoing: ReadonlyMap<number, readonly number[]>) {
    this.#outgoing = outgoing;
  }

  static async load(pool: pg.Pool): Promise<MemoryGraph> {
    const { rows } = await pool.query<{ src: number; next: number[] }>(
      `select src::float8 as src, array_agg(dst::float8) as next from lineage.edge where valid_to = 'infinity' group by src`,
    );
    return new MemoryGraph(new Map(rows.map(({ src, next }) => [src, next])));
  }

  /** Whatever lies downstream within so many edges; null when a vertex has more neighbours than a walk follows. */
  reach(root: number, hops: number, fanOut: number): ReadonlySet<number> | null {
    const seen = new Set([root]);
    let frontier = [root];
    for (let hop = 0; hop < hops && frontier.length > 0; hop += 1) {
      const neighbours = frontier.map((vertex) => this.#outgoing.get(vertex) ?? []);
      if (neighbours.some((of) => of.length > fanOut)) return null;
      frontier = [...new Set(neighbours.flat())].filter((vertex) => !seen.has(vertex));
      for (const vertex of frontier) seen.add(vertex);
    }
    return seen;
  }
}
