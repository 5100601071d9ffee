import type { useGraphClient } from '../../client/clients-context.ts';
import { BlastRadiusDocument, BlastRadiusPlaceDocument } from '../../generated/graphql/graphql.ts';
import type { BlastRadius } from './blast-message.ts';

type Client = ReturnType<typeof useGraphClient>;

/** A failure with what it leaves wrong. */
interface FoundRadius {
  readonly failure: BlastRadius;
  /** More went wrong than the hub looked at: there may be more that followed. */
  readonly isCut: boolean;
  /** The hub could not tell all of it. */
  readonly isPartial: boolean;
}

interface Place {
  /** Null is the beginning of the list. */
  readonly after: string | null;
}

/**
 * A failure as it stands now; null when it is none, or another one explains it. What followed fails later and is of other
 * jobs, so the list has no end and is of every job, and what began earlier may come before the one looked for.
 */
export async function readBlastRadius(
  client: Client,
  { runId, at }: { readonly runId: string; readonly at: string },
): Promise<FoundRadius | null> {
  const since = new Date(Date.parse(at) - 1).toISOString();
  const place = await placeOf(client, runId, since);
  if (!place) return null;
  const { data, error } = await client.query(BlastRadiusDocument, { since, after: place.after });
  if (error && !data) throw error;
  const failure = data?.firstUnexplainedFailures.nodes.find(({ run }) => run?.id === runId);
  return data && failure ? { failure, isCut: data.firstUnexplainedFailures.truncated, isPartial: error !== undefined } : null;
}

/** Where the page of one begins that has it: all before it are told by their ids alone, which costs little. */
async function placeOf(client: Client, runId: string, since: string): Promise<Place | null> {
  let after: string | null = null;
  for (;;) {
    const page = await readPlaces(client, { since, first: 100, after });
    const index = page?.nodes.findIndex(({ run }) => run?.id === runId) ?? -1;
    if (index === 0) return { after };
    if (index > 0) {
      const before = await readPlaces(client, { since, first: index, after });
      return before && { after: before.pageInfo.endCursor ?? null };
    }
    if (!page?.pageInfo.hasNextPage) return null;
    after = page.pageInfo.endCursor ?? null;
  }
}

async function readPlaces(client: Client, variables: { since: string; first: number; after: string | null }) {
  const { data, error } = await client.query(BlastRadiusPlaceDocument, variables);
  if (error && !data) throw error;
  return data?.firstUnexplainedFailures ?? null;
}
