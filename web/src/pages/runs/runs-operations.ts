import type { RunsAddress } from '../../address/runs-address.ts';
import { jobFilterOf } from '../../features/run-timeline/job-filter.ts';
import { lanesVariables } from '../../features/run-timeline/read-lanes.ts';
import type { TimeWindow } from '../../features/run-timeline/time-axis.ts';
import { operationText, type AskedOperation } from '../../features/share/operation-text.ts';
import { RunGlanceDocument, RunLanesDocument, RunsFirstFailuresDocument, RunsTableDocument } from '../../generated/graphql/graphql.ts';
import { orderOf, runsFilterOf } from './runs-filter.ts';

/** What fetches the first page of what an address of runs shows, as a view: failures first, then lanes or a table. */
export function runsOperations(address: RunsAddress, view: 'lanes' | 'table', window: TimeWindow): string {
  const jobs = jobFilterOf(address);
  const since = new Date(window.fromMs).toISOString();
  const failures = { document: RunsFirstFailuresDocument, variables: { since, until: address.to, jobs } };
  const shown: AskedOperation =
    view === 'lanes'
      ? { document: RunLanesDocument, variables: lanesVariables({ window, jobs }) }
      : { document: RunsTableDocument, variables: { filter: runsFilterOf(address, window), orderBy: orderOf(address) } };
  const beside = address.sel === null ? [] : [{ document: RunGlanceDocument, variables: { id: address.sel } }];
  const isNarrowed = view === 'lanes' && address.state.length > 0;
  return operationText(
    [failures, shown, ...beside],
    isNarrowed ? [`Of these the page shows the runs in one of the states: ${address.state.join(', ')}.`] : [],
  );
}
