import { t } from '@lingui/core/macro';
import type { StateFilter } from '../../features/lineage-graph/state-filter.ts';

/** How a state is called where it is filtered for. */
export function stateWord(state: StateFilter): string {
  const words = { completed: t`completed`, running: t`running`, failed: t`failed`, aborted: t`aborted`, late: t`late` };
  return words[state];
}
