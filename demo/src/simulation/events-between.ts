import { dags } from '../world/world.ts';
import { declarations } from './declarations.ts';
import type { TimedEvent, WallTime } from './events.ts';
import { longestTurnMs, planTurn } from './plan.ts';
import { runEvents } from './run-events.ts';
import { slots } from './simulation.ts';
import type { Simulation } from './simulation.ts';

/**
 * Everything the world says in [from, to) of simulated time, in order. Spans that touch share nothing and leave
 * nothing out, so whoever remembers where it stopped can go on there.
 */
export function eventsBetween(
  simulation: Simulation,
  from: number,
  to: number,
  wallTime: WallTime = (simulated) => simulated,
): TimedEvent[] {
  const declared = simulation.epoch >= from && simulation.epoch < to ? declarations(simulation) : [];
  const ran = dags
    .flatMap((dag) => slots(simulation, dag, from - longestTurnMs, to).flatMap((slot) => planTurn(simulation, dag, slot)))
    .filter((run) => run.startedAt < to && run.endedAt >= from)
    .flatMap((run) => runEvents(simulation, run, { from, to }, wallTime));
  return [...declared, ...ran].toSorted((left, right) => left.at - right.at);
}
