import { useCallback, useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { useLive } from '../../client/live-context.ts';
import { serverNow } from '../../ui/server-clock.ts';
import { StartChangesDocument, StartFailuresDocument, StartRunUpdatedDocument } from '../../generated/graphql/graphql.ts';

const dayMs = 86_400_000;
/** Counters change at most this often (ux §4.2). */
const refreshMs = 2_000;
/** A day that begins further than this from where the hub's clock has it is asked for anew. */
const toleratedMs = 60_000;

/** What the start page shows; asked again when runs have changed, and not while nothing does. */
export function useStart() {
  const [since, setSince] = useState(() => new Date(serverNow() - dayMs).toISOString());
  const [failures, askFailures] = useQuery({ query: StartFailuresDocument, variables: { since } });
  const [changes, askChanges] = useQuery({ query: StartChangesDocument });
  const refresh = useCallback(() => {
    setSince(new Date(serverNow() - dayMs).toISOString());
    askChanges({ requestPolicy: 'network-only' });
  }, [askChanges]);
  const { fetching: isAsking } = failures;
  useEffect(() => {
    // The first question is asked before any answer has told the time of the hub.
    if (!isAsking && Math.abs(serverNow() - dayMs - Date.parse(since)) > toleratedMs) refresh();
    // Only what an answer teaches counts: a page that lies still does not ask.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isAsking]);
  useRunNews(failures.data?.firstUnexplainedFailures.cursor, refresh);
  return {
    failures,
    changes,
    retry: () => {
      askFailures({ requestPolicy: 'network-only' });
      askChanges({ requestPolicy: 'network-only' });
    },
  };
}

/** Calls back some moments after the first event that says a run has ended or begun. */
function useRunNews(cursor: string | undefined, onNews: () => void): void {
  const live = useLive();
  const hasCursor = cursor !== undefined;
  const begin = useRef(cursor);
  useEffect(() => {
    begin.current = cursor;
  }, [cursor]);
  useEffect(() => {
    if (!hasCursor) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        onNews();
      }, refreshMs);
    };
    const end = live.subscribe(
      StartRunUpdatedDocument,
      { after: begin.current ?? null },
      { onEvent: soon, onResync: soon, onError: () => undefined },
    );
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [live, hasCursor, onNews]);
}
