import type { Log } from '@hotpass/log';
import { catalogProjectorName } from '../projectors/catalog.projector.ts';
import { reachTimeoutMs } from '../reach-timeout.ts';

export type CatalogLog = Pick<Log, 'database' | 'reached'>;

/** Only what the catalogue answers waits for its projector. @throws TimeoutError when that takes too long. */
export async function catalogReached(log: CatalogLog, place: string | undefined): Promise<void> {
  if (place !== undefined) await log.reached(catalogProjectorName, place, reachTimeoutMs);
}
