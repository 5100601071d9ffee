import { claimRow, rewindRow, type ConsumerRow } from './consumer-row.ts';
import type { Consumer } from './consumer.ts';
import { ConsumerStoppedError } from './consumer-stopped.ts';
import { clearQuarantine, countQuarantined, countRecentFaults } from './quarantine.ts';
import type { Query } from './transaction.ts';

/** What a new owner knows. */
export interface Ownership {
  readonly row: ConsumerRow;
  readonly recentFaults: number;
  readonly quarantined: number;
}

/** A projector of a higher version begins again; one of a lower version must not write into the tables of the higher. */
async function ofItsVersion(query: Query, consumer: Consumer, row: ConsumerRow): Promise<ConsumerRow> {
  if (consumer.kind === 'reactor' || row.version === consumer.version) return row;
  if (row.version > consumer.version) {
    throw new ConsumerStoppedError('A newer version of this projector has taken its tables over.');
  }
  await consumer.reset({ query, writes: true });
  await clearQuarantine(query, consumer.name);
  return rewindRow(query, consumer.name, row, consumer.version);
}

/** Takes the consumer over, in one transaction, from whoever owned it. */
export async function takeOver(query: Query, consumer: Consumer): Promise<Ownership> {
  const row = await ofItsVersion(query, consumer, await claimRow(query, consumer));
  return {
    row,
    recentFaults: await countRecentFaults(query, consumer.name, row.place.position),
    quarantined: await countQuarantined(query, consumer.name),
  };
}
