import type { ProjectorTx } from '@hotpass/log';

const settings = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };

const text = `select ${Object.entries(settings)
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(', ')}`;

/**
 * For the rest of the transaction every statement is planned once per connection, as nested loops over indexes.
 * Planning costs more than running statements like ours, and a plan made while the tables are empty must not
 * read them whole when they have grown.
 */
export async function followKeys(tx: ProjectorTx): Promise<void> {
  await tx.query({ name: 'lineage.follow_keys', text });
}
