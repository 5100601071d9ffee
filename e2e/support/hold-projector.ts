import pg from 'pg';

/** Keeps a projector from writing, as a slow or paused one would be, until disposed of. */
export async function holdProjector(databaseUrl: string, consumer: string): Promise<AsyncDisposable> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'e2e hold' });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  await client.query('select from log.consumer_owner where name = $1 for update', [consumer]);
  return {
    async [Symbol.asyncDispose]() {
      await client.end();
    },
  };
}
