import { useEffect, useMemo, useState } from 'react';
import { lineageDefaults, type LineageAddress } from '../../address/lineage-address.ts';
import { LineageCanvas } from '../../features/lineage-canvas/LineageCanvas.tsx';
import { inNextFrame } from '../../features/lineage-graph/frame.ts';
import { addressActions } from '../../features/lineage-graph/lineage-actions.ts';
import { GraphDrawing, type Drawing } from '../../features/lineage-graph/graph-drawing.ts';
import { layeredLayout } from '../../features/lineage-graph/layout/layered-layout.ts';
import { LineageTable } from '../../features/lineage-table/LineageTable.tsx';
import { LineageTree } from '../../features/lineage-tree/LineageTree.tsx';
import { GraphSkeleton } from '../lineage/GraphSkeleton.tsx';
import { TooLarge } from '../lineage/TooLarge.tsx';
import { sampleStore, sampleTopology } from './sample-graph.ts';
import { Story } from './Story.tsx';

/** The same graph in its three views. */
export function GraphStories(): React.ReactNode {
  return (
    <>
      <Story name="lineage-loading" title="Lineage, loading" isTall>
        <GraphSkeleton />
      </Story>
      <Story name="lineage-canvas" title="Lineage as a graph, every state" isTall>
        <SampleCanvas start={{}} />
      </Story>
      <Story name="lineage-canvas-traced" title="Lineage as a graph, a column traced" isTall>
        <SampleCanvas start={{ level: 'column', col: 'email' }} />
      </Story>
      <Story name="lineage-canvas-grouped" title="Lineage as a graph, namespaces folded" isTall>
        <SampleCanvas start={{ group: 'namespace', shut: ['postgres://warehouse@down', 's3://landing@up'] }} />
      </Story>
      <Story name="lineage-too-large" title="Lineage, too large to draw" isTall>
        <SampleTooLarge />
      </Story>
      <Story name="lineage-tree" title="Lineage as a tree" isTall>
        <SampleTree />
      </Story>
      <Story name="lineage-table" title="Lineage as a table" isTall>
        <SampleTable start={{}} />
      </Story>
      <Story name="lineage-table-nothing" title="Lineage as a table, filtered to nothing but the subject" isTall>
        <SampleTable start={{ q: 'refined.people' }} />
      </Story>
    </>
  );
}

const nothing = (): void => {};

function useSample(start: Partial<LineageAddress>) {
  const [address, setAddress] = useState<LineageAddress>({ ...lineageDefaults, ...start });
  const [store] = useState(() => sampleStore(address.col !== null));
  const onAddress = (change: Partial<LineageAddress>): void => setAddress((before) => ({ ...before, ...change }));
  const actions = {
    ...addressActions(() => address, onAddress),
    ...{ tidy: nothing, drawAnyway: nothing, reload: nothing, seen: nothing, makeSubject: nothing },
  };
  return { address, store, onAddress, actions };
}

function SampleCanvas({ start }: { readonly start: Partial<LineageAddress> }): React.ReactNode {
  const { address, store, onAddress, actions } = useSample(start);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const pen = useMemo(
    () =>
      new GraphDrawing(
        store,
        { layout: (request) => Promise.resolve(layeredLayout.layout(request)), [Symbol.dispose]: () => {} },
        inNextFrame,
      ),
    [store],
  );
  useEffect(() => pen.onDrawing(() => setDrawing(pen.drawing)), [pen]);
  useEffect(() => pen.show(address), [pen, address]);
  return <LineageCanvas store={store} drawing={drawing} address={address} onAddress={onAddress} actions={actions} />;
}

function SampleTooLarge(): React.ReactNode {
  const { address, onAddress, actions } = useSample({});
  return <TooLarge graph={{ actions }} topology={sampleTopology} address={address} change={onAddress} />;
}

function SampleTree(): React.ReactNode {
  const { address, store, onAddress, actions } = useSample({});
  return <LineageTree store={store} topology={sampleTopology} address={address} onAddress={onAddress} actions={actions} />;
}

function SampleTable({ start }: { readonly start: Partial<LineageAddress> }): React.ReactNode {
  const { address, store, onAddress } = useSample(start);
  return <LineageTable store={store} topology={sampleTopology} address={address} onAddress={onAddress} onSubject={() => {}} />;
}
