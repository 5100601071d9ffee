import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { useGraphClient } from '../../client/clients-context.ts';
import { useLive } from '../../client/live-context.ts';
import { inNextFrame } from './frame.ts';
import { limits } from './graph-request.ts';
import type { GraphStore } from './graph-store.ts';
import type { LayoutResult } from './layout/layout.ts';
import { addressActions, type LineageActions } from './lineage-actions.ts';
import { LineageSession, loadingState, type SessionState } from './lineage-session.ts';
import { LiveGraphStore } from './live-graph-store.ts';

/** A graph and what can be done with it. */
export interface LineageGraph {
  readonly store: GraphStore;
  /** Null until the first layout. */
  readonly layout: LayoutResult | null;
  readonly state: SessionState;
  /** The same object as long as the page shows this graph. */
  readonly actions: LineageActions;
}

/** The graph an address shows: loaded, followed, laid out. `change` writes into the address. */
export function useLineageGraph(id: string, address: LineageAddress, change: (change: Partial<LineageAddress>) => void): LineageGraph {
  const [maxNodes, setMaxNodes] = useState<number>(limits.grouped);
  const [store] = useState(() => new LiveGraphStore());
  const session = useSession(store);
  const shown = JSON.stringify([address.up, address.down, address.tag, address.ns, address.at, address.open]);
  const latest = useRef({ address, change, session });
  useEffect(() => {
    latest.current = { address, change, session };
  });
  useEffect(() => {
    session?.show(id, latest.current.address, maxNodes);
  }, [session, id, shown, maxNodes]);
  const actions = useMemo(
    (): LineageActions => ({
      ...addressActions(
        () => latest.current.address,
        (changes) => latest.current.change(changes),
      ),
      tidy() {},
      drawAnyway: () => setMaxNodes(limits.drawn),
      reload: () => latest.current.session?.reload(),
      seen: (ids) => store.seen(ids),
    }),
    [store],
  );
  return { store, layout: null, state: useSessionState(session), actions };
}

/** A session for as long as the page stands. */
function useSession(store: LiveGraphStore): LineageSession | null {
  const client = useGraphClient();
  const live = useLive();
  const [session, setSession] = useState<LineageSession | null>(null);
  useEffect(() => {
    const own = new LineageSession({ client, live, store, frame: inNextFrame });
    setSession(own);
    return () => own[Symbol.dispose]();
  }, [client, live, store]);
  return session;
}

function useSessionState(session: LineageSession | null): SessionState {
  return useSyncExternalStore(
    (listener) => session?.onState(listener) ?? (() => {}),
    () => session?.state ?? loadingState,
  );
}
