import { useEffect, useState } from 'react';
import { useGraphClient } from '../../client/clients-context.ts';
import { RunLaneJobsDocument, type JobFilter } from '../../generated/graphql/graphql.ts';

/** The hub takes no more ids of jobs at once. */
const mostJobs = 1_000;

/** Ids of the jobs that a text and namespaces leave; null means every job, undefined that it is not known yet. */
export function useLaneJobs(text: string | null, namespaces: readonly string[]): readonly string[] | null | undefined {
  const client = useGraphClient();
  const wanted = text === null && namespaces.length === 0 ? null : JSON.stringify(filterOf(text, namespaces));
  const [found, setFound] = useState<{ readonly wanted: string; readonly ids: readonly string[] } | null>(null);
  useEffect(() => {
    if (wanted === null) return undefined;
    let isCurrent = true;
    void (async () => {
      const ids = await readPages(client, JSON.parse(wanted) as JobFilter, []);
      if (isCurrent) setFound({ wanted, ids });
    })();
    return () => {
      isCurrent = false;
    };
  }, [client, wanted]);
  if (wanted === null) return null;
  return found?.wanted === wanted ? found.ids : undefined;
}

async function readPages(
  client: ReturnType<typeof useGraphClient>,
  filter: JobFilter,
  before: readonly string[],
  after: string | null = null,
): Promise<readonly string[]> {
  const { data } = await client.query(RunLaneJobsDocument, { filter, after });
  const ids = [...before, ...(data?.jobs.nodes ?? []).map(({ id }) => id)];
  const { hasNextPage = false, endCursor = null } = data?.jobs.pageInfo ?? {};
  return hasNextPage && endCursor !== null && ids.length < mostJobs ? readPages(client, filter, ids, endCursor) : ids;
}

function filterOf(text: string | null, namespaces: readonly string[]): JobFilter {
  return {
    ...(text === null ? {} : { name: { contains: text } }),
    ...(namespaces.length === 0 ? {} : { namespace: { in: [...namespaces] } }),
  };
}
