import type { DemoState } from '../demo-state.ts';
import { eventsBetween } from '../simulation/events-between.ts';
import { dayMs, hourMs } from '../world/model.ts';
import type { HubClient } from './hub-client.ts';
import type { Progress } from './progress.ts';
import type { Tally } from './tally.ts';

const pieceMs = 6 * hourMs;
const batchSize = 100;

export interface Teller {
  readonly client: HubClient;
  readonly tally: Tally;
  readonly progress: Progress;
  /** Called after the hub acknowledged everything before `toldUntil`. */
  readonly save: (state: DemoState) => Promise<void>;
}

/** Tells what lies between `state.toldUntil` and the end of the history; a batch at a time, so a busy hub sets the pace. */
export async function sendHistory({ client, tally, progress, save }: Teller, state: DemoState): Promise<DemoState> {
  const { seed, epoch, historyEnd } = state;
  let told = state;
  while (told.toldUntil < historyEnd) {
    const until = Math.min(told.toldUntil + pieceMs, historyEnd);
    const events = eventsBetween({ seed, epoch }, told.toldUntil, until);
    for (let start = 0; start < events.length; start += batchSize) {
      const batch = events.slice(start, start + batchSize).map(({ event }) => JSON.stringify(event));
      const answers = await client.sendBatch(batch);
      answers.forEach((answer, index) =>
        tally.add(answer, `event ${tally.sent + 1} of the history, ${events[start + index]?.event.eventTime}`),
      );
    }
    told = { ...told, toldUntil: until, lastEventTime: until };
    await save(told);
    progress.show(
      `Telling the week: day ${((until - epoch) / dayMs).toFixed(1)} of ${((historyEnd - epoch) / dayMs).toFixed(1)}, ${tally.sent} events`,
    );
  }
  return told;
}
