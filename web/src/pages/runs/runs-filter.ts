import type { RunsAddress } from '../../address/runs-address.ts';
import { jobFilterOf, runFilterOfJobs } from '../../features/run-timeline/job-filter.ts';
import type { TimeWindow } from '../../features/run-timeline/time-axis.ts';
import type { RunFilter, RunOrder, RunState } from '../../generated/graphql/graphql.ts';

/** The runs of an address, as the hub is asked for them: those that started in the time shown, of its jobs, in its states. */
export function runsFilterOf(address: RunsAddress, { fromMs, toMs }: TimeWindow): RunFilter {
  return {
    startedAt: { gte: new Date(fromMs).toISOString(), ...(address.to === null ? {} : { lt: new Date(toMs).toISOString() }) },
    ...runFilterOfJobs(jobFilterOf(address)),
    ...stateFilterOf(address.state),
  };
}

/** A late run is a running one, told apart by its health. */
function stateFilterOf(words: RunsAddress['state']): RunFilter {
  if (words.length === 0) return {};
  const plain = words.filter((word) => word !== 'late' && word !== 'running').map((word) => word.toUpperCase() as RunState);
  const choices: RunFilter[] = [];
  if (plain.length > 0) choices.push({ state: { in: plain } });
  if (words.includes('late')) choices.push({ health: { in: ['LATE', 'STALLED'] } });
  if (words.includes('running')) choices.push({ state: { eq: 'RUNNING' }, health: { eq: 'ON_TIME' } });
  return choices.length === 1 ? choices[0]! : { or: choices };
}

/** How the table of an address is ordered by the hub. */
export function orderOf({ sort }: RunsAddress): RunOrder {
  return { field: sort.startsWith('ended') ? 'ENDED_AT' : 'STARTED_AT', direction: sort.endsWith('-asc') ? 'ASC' : 'DESC' };
}
