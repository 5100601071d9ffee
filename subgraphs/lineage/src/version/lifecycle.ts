import { datasetId } from '@hotpass/kernel';
import type { LifecycleChange } from '@hotpass/openlineage';

/** What happened to a dataset as a whole, as one run, or one event without a run, says. */
export interface LifecycleFact extends LifecycleChange {
  readonly dataset: string;
  /** The run, or the time of an event without one. */
  readonly toldBy: string;
  readonly at: number;
}

/** The later; of two at one time the one whose earlier name has the greater id. */
export function laterLifecycle(a: LifecycleFact, b: LifecycleFact): LifecycleFact {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return (previousId(b) ?? '') > (previousId(a) ?? '') ? b : a;
}

export function previousId({ previous }: LifecycleFact): string | null {
  return previous && datasetId(previous.namespace, previous.name);
}
