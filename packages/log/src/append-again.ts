import { BadUserInputError, NotFoundError, type Principal } from '@hotpass/kernel';
import type { Database } from './database.ts';
import type { EntryReader } from './entry-reader.ts';

/**
 * Appends an event again under another decision, with the first one as its cause. A decision stands in the log and
 * not beside it, so a rebuild meets the same entries: a projector needs no word that this one is a replay.
 */
export async function appendAgain(
  reader: EntryReader,
  database: Database,
  principal: Principal,
  position: number,
  decision: unknown,
  otherTime: Date | undefined,
): Promise<string> {
  const entry = await reader.at(position);
  if (!entry) throw new NotFoundError('There is no such entry in this log.', { position });
  if (entry.aggregate) throw new BadUserInputError('A fact of ours cannot be appended again.', { position });
  await reader.loadBodies([entry]);
  const { type, keys, eventTime, body, traceId } = entry;
  const { entryId } = await database.transact(principal, {}, async (tx) => {
    tx.log.append({ type, keys, eventTime: otherTime ?? eventTime, body, decision, traceId, cause: position });
  });
  if (entryId === null) throw new Error('The entry was not appended.');
  return entryId;
}
