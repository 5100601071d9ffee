import { useEffect, useState } from 'react';
import { useGraphClient } from '../../client/clients-context.ts';
import { requestIdOf } from '../../client/request-id.ts';
import { OmniboxRunsDocument, OmniboxSearchDocument } from '../../generated/graphql/graphql.ts';
import { entryOf, entryOfRun, type OmniboxEntry } from './omnibox-entry.ts';
import { readOmniboxText } from './omnibox-text.ts';

export interface OmniboxFound {
  /** The text these are the answer to. */
  readonly text: string;
  readonly entries: readonly OmniboxEntry[];
  readonly hasMore: boolean;
  readonly failure: { readonly requestId: string | undefined } | null;
}

const nothing: OmniboxFound = { text: '', entries: [], hasMore: false, failure: null };

/** Half of the time in which results have to be there is the hub's (ux §3: 150 ms after the last key). */
const settleMs = 60;

/** What the hub finds for a text; an answer that comes after the text has changed is dropped. */
export function useOmniboxSearch(text: string): OmniboxFound {
  const client = useGraphClient();
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    const { search, run } = readOmniboxText(text);
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const [things, runs] = await Promise.all([
        search && client.query(OmniboxSearchDocument, { text: search.text, types: null, first: 30 }).toPromise(),
        run && client.query(OmniboxRunsDocument, { filter: { id: { contains: run } } }).toPromise(),
      ]);
      if (!isCurrent) return;
      const error = (things || null)?.error ?? (runs || null)?.error;
      const entries = [
        ...((runs || null)?.data?.runs.nodes.map(entryOfRun) ?? []),
        ...((things || null)?.data?.search.nodes.flatMap((one) => entryOf(one) ?? []) ?? []),
      ];
      setFound({
        text,
        entries,
        hasMore: (things || null)?.data?.search.pageInfo.hasNextPage ?? false,
        failure: error ? { requestId: requestIdOf(error) } : null,
      });
    };
    const timer = setTimeout(() => void ask(), search || run ? settleMs : 0);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, text]);
  return found;
}
