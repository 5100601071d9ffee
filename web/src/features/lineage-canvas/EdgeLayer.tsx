import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo, useRef } from 'react';
import type { EdgePath, StubPlace } from '../lineage-graph/layout/layout.ts';
import type { EdgeBasis } from '../lineage-graph/model.ts';
import { useCanvas } from './canvas-context.ts';
import { joinedByTile, overlaps } from './geometry.ts';
import { useSnappedBox } from './use-view.ts';
import styles from './EdgeLayer.module.css';

const bases = ['COMPLETED', 'DECLARED', 'RUNNING', 'FAILED'] as const satisfies readonly EdgeBasis[];

/** The edges near what shows, beneath the cards. */
export const EdgeLayer = memo(function EdgeLayer({
  paths,
  stubs,
  selectedId,
}: {
  readonly paths: readonly EdgePath[];
  readonly stubs: readonly StubPlace[];
  readonly selectedId: string | null;
}): React.ReactNode {
  const { levelOfDetail } = useCanvas();
  if (levelOfDetail === 'groups') return null;
  return (
    <ViewportPortal>
      <svg className={styles['layer']} width="1" height="1" aria-hidden="true">
        <Arrowheads />
        <path className={styles['probe']} data-edge-probe="" />
        {levelOfDetail !== 'blocks' && <StubLines stubs={stubs} />}
        {levelOfDetail === 'full' ? <Edges paths={paths} selectedId={selectedId} /> : <JoinedEdges paths={paths} />}
      </svg>
    </ViewportPortal>
  );
});

function Edges({ paths, selectedId }: { readonly paths: readonly EdgePath[]; readonly selectedId: string | null }): React.ReactNode {
  const { graph } = useCanvas();
  const box = useSnappedBox();
  const entering = useEntering(graph.rootId, paths);
  return paths
    .filter((path) => overlaps(path, box))
    .map(({ id, d }) => (
      <Edge
        key={id}
        id={id}
        d={d}
        basis={graph.edges.get(id)?.basis ?? 'COMPLETED'}
        isSelected={id === selectedId}
        isEntering={entering.has(id)}
      />
    ));
}

interface EdgeProps {
  readonly id: string;
  readonly d: string;
  readonly basis: EdgeBasis;
  readonly isSelected: boolean;
  readonly isEntering: boolean;
}

const Edge = memo(function Edge({ id, d, basis, isSelected, isEntering }: EdgeProps): React.ReactNode {
  return (
    <path
      d={d}
      className={styles['edge']}
      data-edge={id}
      data-basis={basis}
      data-selected={isSelected || undefined}
      data-entering={isEntering || undefined}
      pathLength={isEntering ? 1 : undefined}
      markerEnd={`url(#lineage-arrow-${isSelected ? 'selected' : basis.toLowerCase()})`}
    />
  );
});

function StubLines({ stubs }: { readonly stubs: readonly StubPlace[] }): React.ReactNode {
  const box = useSnappedBox();
  return stubs
    .filter(({ path }) => overlaps(path, box))
    .map(({ path }) => <path key={path.id} d={path.d} className={styles['stub']} data-stub-line="" />);
}

/** From afar: few long paths, no arrowheads, nothing to aim at. */
function JoinedEdges({ paths }: { readonly paths: readonly EdgePath[] }): React.ReactNode {
  const { graph } = useCanvas();
  const joined = useMemo(() => {
    const byBasis = Map.groupBy(paths, ({ id }) => graph.edges.get(id)?.basis ?? 'COMPLETED');
    return bases.map((basis) => ({ basis, tiles: joinedByTile(byBasis.get(basis) ?? []) }));
  }, [paths, graph]);
  return joined.map(({ basis, tiles }) => (
    <g key={basis} className={styles['far']}>
      {tiles.map(({ key, d }) => (
        <path key={key} d={d} className={styles['edge']} data-basis={basis} />
      ))}
    </g>
  ));
}

function Arrowheads(): React.ReactNode {
  return (
    <defs>
      {[...bases.map((basis) => basis.toLowerCase()), 'selected', 'traced'].map((name) => (
        <marker
          key={name}
          id={`lineage-arrow-${name}`}
          viewBox="0 0 8 8"
          refX="6.5"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M1 1 6.5 4 1 7" className={styles[`arrow-${name}`]} />
        </marker>
      ))}
    </defs>
  );
}

/** Edges that were not there before draw themselves in; those of the first picture do not. */
function useEntering(rootId: string, paths: readonly EdgePath[]): ReadonlySet<string> {
  const before = useRef<{ rootId: string; paths: readonly EdgePath[]; ids: ReadonlySet<string>; entering: ReadonlySet<string> }>(null);
  const last = before.current;
  if (last?.paths === paths) return last.entering;
  const ids = new Set(paths.map(({ id }) => id));
  const entering = new Set(last?.rootId === rootId ? [...ids].filter((id) => !last.ids.has(id)) : []);
  before.current = { rootId, paths, ids, entering };
  return entering;
}
