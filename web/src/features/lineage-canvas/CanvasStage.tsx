import { ReactFlow } from '@xyflow/react';
import { plural, t } from '@lingui/core/macro';
import { useMemo } from 'react';
import type { LayoutResult } from '../lineage-graph/layout/layout.ts';
import { useCanvas } from './canvas-context.ts';
import type { CanvasNode } from './canvas-nodes.ts';
import { EdgeLayer } from './EdgeLayer.tsx';
import { GroupCard } from './GroupCard.tsx';
import { GroupFrames } from './GroupFrames.tsx';
import { zoomLimits } from './opening-view.ts';
import { Silhouette } from './Silhouette.tsx';
import { TraceLayer } from './TraceLayer.tsx';
import { StubPill } from './StubPill.tsx';
import type { Opening } from './use-opening.ts';
import { VertexCard } from './VertexCard.tsx';

const nodeTypes = { vertex: VertexCard, stub: StubPill, folded: GroupCard };

const noEdges: never[] = [];

/** Below this everything is mounted, so that find-in-page and screen readers meet the whole graph. */
const culledFrom = 50;

/** Pictures are moved, not edited; every key is ours. */
const fixedBehaviour = {
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
  panOnScroll: true,
  panOnScrollSpeed: 1,
  zoomOnScroll: false,
  zoomOnDoubleClick: false,
  minZoom: zoomLimits.min,
  maxZoom: zoomLimits.max,
  proOptions: { hideAttribution: true },
} as const;

interface CanvasStageProps {
  readonly nodes: readonly CanvasNode[];
  readonly layout: LayoutResult;
  readonly opening: Opening;
  readonly selectedId: string | null;
}

/** What pans and zooms: cards by the library, lines by us. */
export function CanvasStage({ nodes, layout, opening, selectedId }: CanvasStageProps): React.ReactNode {
  const { levelOfDetail } = useCanvas();
  const isFar = levelOfDetail === 'groups';
  const drawn = useMemo(() => (isFar ? nodes.filter(({ type, data }) => type === 'folded' || data.isCurrent) : [...nodes]), [nodes, isFar]);
  const words = useMemo(hints, []);
  return (
    <ReactFlow
      aria-label={plural(nodes.length, {
        one: 'Lineage graph, # vertex. Arrow keys follow the edges.',
        other: 'Lineage graph, # vertices. Arrow keys follow the edges.',
      })}
      nodes={drawn}
      edges={noEdges}
      nodeTypes={nodeTypes}
      defaultViewport={opening.viewport}
      onInit={opening.onInit}
      onlyRenderVisibleElements={nodes.length >= culledFrom}
      ariaLabelConfig={words}
      {...fixedBehaviour}
    >
      <Silhouette nodes={nodes} bounds={layout.bounds} />
      <GroupFrames frames={layout.frames} />
      <EdgeLayer paths={layout.edgePaths} stubs={layout.stubs} selectedId={selectedId} />
      <TraceLayer paths={layout.columnPaths} />
    </ReactFlow>
  );
}

/** The library's own hints speak of moving and deleting. */
function hints(): Record<string, string> {
  const hint = t`Arrow keys follow the edges, Enter inspects, Escape clears.`;
  return { 'node.a11yDescription.default': hint, 'node.a11yDescription.keyboardDisabled': hint, 'edge.a11yDescription.default': hint };
}
