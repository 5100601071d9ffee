import type { CombinedError } from '@urql/core';
import type { useGraphClient } from '../../client/clients-context.ts';
import { RunLanesDocument, type RunJobFilter, type RunLanesQueryVariables } from '../../generated/graphql/graphql.ts';
import { laneOf } from './lanes-of.ts';
import type { Lane } from './lanes.ts';
import type { TimeWindow } from './time-axis.ts';

/** Some lanes, in the order of the hub. */
export interface LanePage {
  readonly lanes: readonly Lane[];
  /** The place in the log they show. */
  readonly cursor: string | null;
  /** Where the page after them begins; null when there is none. */
  readonly next: string | null;
  /** The hub has more jobs than it looked at. */
  readonly isCut: boolean;
  /** Whether the hub answered; what it left out of its answer is in `error`. */
  readonly isRead: boolean;
  readonly error: CombinedError | null;
}

/** Of which jobs, in which time. */
interface AskedLanes {
  readonly window: TimeWindow;
  readonly jobs: RunJobFilter | null;
}

type Client = ReturnType<typeof useGraphClient>;

/** Into how many buckets a lane is counted where its runs are too many. */
const bucketCount = 96;

/** What the first page is asked for with. */
export function lanesVariables({ window, jobs }: AskedLanes): RunLanesQueryVariables {
  return { from: new Date(window.fromMs).toISOString(), to: new Date(window.toMs).toISOString(), jobs, buckets: bucketCount };
}

/** One page after a place, or the first. */
export async function readLanePage(client: Client, asked: AskedLanes, after: string | null): Promise<LanePage> {
  const { data, error } = await client.query(RunLanesDocument, { ...lanesVariables(asked), after });
  if (!data) return { lanes: [], cursor: null, next: null, isCut: false, isRead: false, error: error ?? null };
  const { nodes, cursor, pageInfo, truncated } = data.runBuckets;
  const next = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  return { lanes: nodes.flatMap(laneOf), cursor, next, isCut: truncated, isRead: true, error: error ?? null };
}

/** So many pages as one; what was read is kept when a later one fails. */
export async function readLanePages(client: Client, asked: AskedLanes, pages: number): Promise<LanePage> {
  let whole = await readLanePage(client, asked, null);
  for (let page = 1; page < pages && whole.next !== null; page += 1) {
    const more = await readLanePage(client, asked, whole.next);
    if (!more.isRead) return { ...whole, error: more.error };
    whole = { ...whole, next: more.next, lanes: [...whole.lanes, ...more.lanes], error: whole.error ?? more.error };
  }
  return whole;
}
