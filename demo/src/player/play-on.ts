import type { DemoState } from '../demo-state.ts';
import { eventsBetween } from '../simulation/events-between.ts';
import { dayMs, hourMs } from '../world/model.ts';
import { pause } from './pause.ts';
import type { Teller } from './send-history.ts';

interface Stage {
  readonly speed: number;
  readonly signal: AbortSignal;
  readonly now: () => number;
}

function clockFace(simulated: number, epoch: number): string {
  return `day ${Math.floor((simulated - epoch) / dayMs) + 1}, ${new Date(simulated).toISOString().slice(11, 16)}`;
}

/**
 * Plays on from where the world was told, squeezed into the present: events carry the real time of their sending, so
 * a run that runs is running now. Returns when `signal` aborts.
 */
export async function playOn({ client, tally, progress, save }: Teller, state: DemoState, { speed, signal, now }: Stage): Promise<void> {
  const { seed, epoch } = state;
  // After the last event of the session before, even if the clock went back.
  const raisedAt = Math.max(now(), state.lastEventTime + 1);
  const wallTime = (simulated: number): number => raisedAt + (simulated - state.toldUntil) / speed;
  let told = state;
  while (!signal.aborted) {
    const hourEnd = told.toldUntil + hourMs;
    for (const { at, event } of eventsBetween({ seed, epoch }, told.toldUntil, hourEnd, wallTime)) {
      // What comes at this moment is not told yet; should the demo be killed now, it is told again, never left out.
      told = { ...told, toldUntil: at };
      await save(told);
      await pause(wallTime(at) - now(), signal);
      if (signal.aborted) return;
      tally.add(await client.sendOne(Buffer.from(JSON.stringify(event))), `${clockFace(at, epoch)} in the world`);
      told = { ...told, lastEventTime: Math.ceil(wallTime(at)) };
      progress.show(
        `Playing at ${speed} times the speed: ${clockFace(at, epoch)} in the refinery, ${tally.sent} events sent. Ctrl-C stops.`,
      );
    }
    await pause(wallTime(hourEnd) - now(), signal);
    if (signal.aborted) return;
    told = { ...told, toldUntil: hourEnd };
    await save(told);
  }
}
