import { dayMs, hourMs } from '../world/model.ts';
import type { DagSpec } from '../world/model.ts';

/** Everything that decides what happens: two simulations with equal fields are the same world. */
export interface Simulation {
  readonly seed: number;
  /** Midnight UTC of the first day. */
  readonly epoch: number;
}

export const weekDays = 7;

/** The whole hour at or before `time`; a history ends on one. */
export function wholeHour(time: number): number {
  return Math.floor(time / hourMs) * hourMs;
}

/** The world whose first seven whole days end with the day before `end`; it goes on to `end`. */
export function simulationEnding(seed: number, end: number): Simulation {
  return { seed, epoch: Math.floor(end / dayMs) * dayMs - weekDays * dayMs };
}

/** Times in [from, to) at which the DAG is due, none before the epoch. */
export function slots(simulation: Simulation, dag: DagSpec, from: number, to: number): number[] {
  const first = simulation.epoch + dag.offsetMs;
  const index = Math.max(0, Math.ceil((from - first) / dag.everyMs));
  const due: number[] = [];
  for (let slot = first + index * dag.everyMs; slot < to; slot += dag.everyMs) due.push(slot);
  return due;
}

export function dayOf(simulation: Simulation, slot: number): number {
  return Math.floor((slot - simulation.epoch) / dayMs);
}

export function hourOf(slot: number): number {
  return Math.floor((slot % dayMs) / hourMs);
}
