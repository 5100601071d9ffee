import pg from 'pg';

/** The statement every writer ends with, for `$1` entries of one type. */
const appendSql = `
select seq from log.append('writer', null, $3, array_fill($2::text, array[$1::int]), '{}', array_fill(1, array[$1]), array_fill(0, array[$1]),
  array_fill(null::timestamptz, array[$1]), array_fill(null::jsonb, array[$1]), array_fill(null::text, array[$1]), array_fill(null::bigint, array[$1]),
  decode(repeat('00', 16 * $1), 'hex'), decode(repeat('00', 32 * $1), 'hex'), null, '', array_fill(0, array[$1]), array_fill(0, array[$1]), array_fill(0, array[$1]))`;

/** A connection that writes step by step, so that a test decides what happens in between. */
export class Writer implements AsyncDisposable {
  readonly client: pg.Client;

  private constructor(client: pg.Client) {
    this.client = client;
  }

  static async open(database: { readonly url: string }, name: string): Promise<Writer> {
    const client = new pg.Client({ connectionString: database.url, application_name: name });
    client.on('error', () => undefined);
    await client.connect();
    return new Writer(client);
  }

  async begin(aggregate?: string): Promise<void> {
    await this.client.query('begin');
    if (aggregate !== undefined) await this.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [aggregate]);
  }

  async append(type: string, aggregate: string | null = null): Promise<bigint> {
    const { rows } = await this.client.query<{ seq: string }>(appendSql, [1, type, aggregate]);
    return BigInt(rows[0]?.seq ?? 0);
  }

  async sequence(boundEvery = 8_192): Promise<number | null> {
    const { rows } = await this.client.query<{ n: number | null }>('select log.sequence(4096, $1) as n', [boundEvery]);
    return rows[0]?.n ?? null;
  }

  async commit(): Promise<void> {
    await this.client.query('commit');
  }

  async rollback(): Promise<void> {
    await this.client.query('rollback');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.end();
  }
}

/** Appends and commits. */
export async function append(database: { readonly pool: pg.Pool }, type: string, count = 1): Promise<void> {
  await database.pool.query(appendSql, [count, type, null]);
}
