import { dirname } from 'node:path';
import { readDemoState } from './demo-state.ts';
import type { DemoState } from './demo-state.ts';
import { defaultSeed, UsageError } from './options.ts';
import type { Options } from './options.ts';
import { simulationEnding, wholeHour } from './simulation/simulation.ts';

/** The state a former demo left in `file`, else that of a world nobody has been told of. @throws UsageError when the flags ask for another world. */
export async function stateToGoOnWith(file: string, { seed, end }: Pick<Options, 'seed' | 'end'>, now: number): Promise<DemoState> {
  const stored = await readDemoState(file);
  const historyEnd = wholeHour(end ?? now);
  if (stored === null) {
    const simulation = simulationEnding(seed ?? defaultSeed, historyEnd);
    return { ...simulation, historyEnd, toldUntil: simulation.epoch, lastEventTime: simulation.epoch };
  }
  if ((seed ?? stored.seed) !== stored.seed || (end !== null && historyEnd !== stored.historyEnd)) {
    throw new UsageError(
      `${dirname(file)} holds the world of seed ${stored.seed} whose week ends at ${new Date(stored.historyEnd).toISOString()}. ` +
        'Name another directory in HOTPASS_DATA_DIR for another world, or remove this one.',
    );
  }
  return stored;
}
