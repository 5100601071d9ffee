import type { VertexCard } from './model.ts';

/** What `state` in the address may ask for. */
export const stateFilters = ['completed', 'running', 'failed', 'aborted', 'late'] as const;

export type StateFilter = (typeof stateFilters)[number];

/** Whether the run behind a card is in one of the states; a card that is not known yet is not hidden. */
export function matchesState(card: VertexCard | undefined, states: readonly string[]): boolean {
  if (!card || card.status !== 'known') return true;
  const { run } = card;
  if (!run) return false;
  return states.includes(run.state.toLowerCase()) || (states.includes('late') && run.health !== 'ON_TIME');
}
