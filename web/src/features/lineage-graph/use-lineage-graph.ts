import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { useGraphClient } from '../../client/clients-context.ts';
import { useLive } from '../../client/live-context.ts';
import { inNextFrame } from './frame.ts';
import { limits } from './graph-request.ts';
import type { GraphStore } from './graph-store.ts';
import { GraphDrawing, type Drawing, type DrawingOptions } from './graph-drawing.ts';
import { createLayoutWorker } from './layout/layout-worker.ts';
import type { LayoutResult } from './layout/layout.ts';
import { addressActions, type LineageActions } from './lineage-actions.ts';
import { LineageEnrichment } from './lineage-enrichment.ts';
import { LineageSession, loadingState, type SessionState } from './lineage-session.ts';
import { LiveGraphStore } from './live-graph-store.ts';
import { useTopology } from './use-graph-store.ts';

/** A graph and what can be done with it. */
export interface LineageGraph {
  readonly store: GraphStore;
  /** What is on the canvas; null until the first layout. */
  readonly drawing: Drawing | null;
  /** That of `drawing`. */
  readonly layout: LayoutResult | null;
  readonly state: SessionState;
  /** There is more than is drawn unasked; `actions.drawAnyway` asks. */
  readonly isTooLarge: boolean;
  /** The same object as long as the page shows this graph. */
  readonly actions: LineageActions;
}

/** The graph an address shows: loaded, followed, laid out. `change` writes into the address. */
export function useLineageGraph(id: string, address: LineageAddress, change: (change: Partial<LineageAddress>) => void): LineageGraph {
  const [maxNodes, setMaxNodes] = useState<number>(limits.grouped);
  const [store] = useState(() => new LiveGraphStore());
  const session = useSession(store);
  const shown = JSON.stringify([
    address.up,
    address.down,
    address.tag,
    address.ns,
    address.at,
    address.open,
    address.col,
    address.to,
    address.level,
  ]);
  const pen = useDrawing(store, address);
  const latest = useRef({ address, change, session, pen });
  useEffect(() => {
    latest.current = { address, change, session, pen };
  });
  useEffect(() => {
    session?.graph.show(id, latest.current.address, maxNodes);
    session?.enrichment.show(id, latest.current.address);
  }, [session, id, shown, maxNodes]);
  const actions = useMemo(
    (): LineageActions => ({
      ...addressActions(
        () => latest.current.address,
        (changes) => latest.current.change(changes),
      ),
      tidy: () => latest.current.pen?.tidy(),
      drawAnyway: () => setMaxNodes(limits.drawn),
      reload() {
        latest.current.session?.graph.reload();
        latest.current.session?.enrichment.reload();
      },
      seen: (ids) => store.seen(ids),
    }),
    [store],
  );
  const drawing = useSyncExternalStore(
    (listener) => pen?.onDrawing(listener) ?? (() => {}),
    () => pen?.drawing ?? null,
  );
  const topology = useTopology(store);
  const isTooLarge = maxNodes < limits.drawn && (topology?.truncated ?? false) && (topology?.vertices.size ?? 0) >= maxNodes;
  return { store, isTooLarge, drawing, layout: drawing?.layout ?? null, state: useSessionState(session?.graph ?? null), actions };
}

/** Draws what is in the store the way the address says. */
function useDrawing(store: GraphStore, address: LineageAddress): GraphDrawing | null {
  const [pen, setPen] = useState<GraphDrawing | null>(null);
  useEffect(() => {
    const own = new GraphDrawing(store, createLayoutWorker(), inNextFrame);
    setPen(own);
    return () => own[Symbol.dispose]();
  }, [store]);
  const { level, group, open, shut, state, q, sel, col } = address;
  const options = JSON.stringify({ level, group, open, shut, state, q, sel, col });
  useEffect(() => {
    pen?.show(JSON.parse(options) as DrawingOptions);
  }, [pen, options]);
  return pen;
}

interface OpenSession {
  readonly graph: LineageSession;
  readonly enrichment: LineageEnrichment;
}

/** A session for as long as the page stands. */
function useSession(store: LiveGraphStore): OpenSession | null {
  const client = useGraphClient();
  const live = useLive();
  const [session, setSession] = useState<OpenSession | null>(null);
  useEffect(() => {
    const graph: LineageSession = new LineageSession({
      client,
      live,
      store,
      frame: inNextFrame,
      onChanged: (ids) => enrichment.changed(ids),
    });
    const enrichment = new LineageEnrichment({ client, live, store, session: graph, frame: inNextFrame });
    setSession({ graph, enrichment });
    return () => {
      enrichment[Symbol.dispose]();
      graph[Symbol.dispose]();
    };
  }, [client, live, store]);
  return session;
}

function useSessionState(session: LineageSession | null): SessionState {
  return useSyncExternalStore(
    (listener) => session?.onState(listener) ?? (() => {}),
    () => session?.state ?? loadingState,
  );
}
