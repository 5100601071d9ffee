import type { FileEvent } from '../files/event-file.ts';
import type { HubClient } from './hub-client.ts';
import type { Progress } from './progress.ts';
import type { Tally } from './tally.ts';

/** Enough to keep the hub's micro-batches filled, few enough to stop quickly. */
const inFlight = 8;

/** Sends a person's own events one by one, several at a time, so that each gets its own answer. */
export async function sendEvents(client: HubClient, events: readonly FileEvent[], tally: Tally, progress: Progress): Promise<void> {
  const queue = events.values();
  async function sender(): Promise<void> {
    for (const { bytes, place } of queue) {
      tally.add(await client.sendOne(bytes), place);
      progress.show(`Sending ${tally.sent} of ${events.length} events, ${tally.refused} refused`);
    }
  }
  await Promise.all(Array.from({ length: inFlight }, sender));
}
