import { Trans } from '@lingui/react/macro';
import type { GraphEdge, GraphTopology } from '../lineage-graph/model.ts';
import { basisWords } from '../lineage-table/edge-words.ts';
import { Name } from '../../ui/Name.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './Inspector.module.css';

/** One edge: what it joins, what it is known from, and since when. */
export function EdgeDetail({
  edge,
  topology,
  onSelect,
}: {
  readonly edge: GraphEdge;
  readonly topology: GraphTopology;
  readonly onSelect: (id: string) => void;
}): React.ReactNode {
  const source = topology.vertices.get(edge.sourceId);
  const target = topology.vertices.get(edge.targetId);
  return (
    <>
      <header className={styles['header']}>
        <p className={styles['meta']}>
          <Trans>Edge</Trans>
        </p>
        <h2>{source?.kind === 'JOB' ? <Trans>A job writes a dataset</Trans> : <Trans>A job reads a dataset</Trans>}</h2>
      </header>
      <section className={styles['section']}>
        <dl className={styles['facts']}>
          <dt>
            <Trans>From</Trans>
          </dt>
          <dd>
            <End id={edge.sourceId} name={source?.name} onSelect={onSelect} />
          </dd>
          <dt>
            <Trans>To</Trans>
          </dt>
          <dd>
            <End id={edge.targetId} name={target?.name} onSelect={onSelect} />
          </dd>
          <dt>
            <Trans>Known from</Trans>
          </dt>
          <dd>{basisWords(edge.basis)}</dd>
          <Seen edge={edge} />
        </dl>
      </section>
    </>
  );
}

function End({
  id,
  name,
  onSelect,
}: {
  readonly id: string;
  readonly name: string | undefined;
  readonly onSelect: (id: string) => void;
}): React.ReactNode {
  return (
    <button type="button" className={styles['link']} onClick={() => onSelect(id)}>
      <Name most={40}>{name ?? id}</Name>
    </button>
  );
}

function Seen({ edge }: { readonly edge: GraphEdge }): React.ReactNode {
  return (
    <>
      <dt>
        <Trans>First seen</Trans>
      </dt>
      <dd>
        <RelativeTime at={edge.firstSeenAt} />
      </dd>
      <dt>
        <Trans>Last seen</Trans>
      </dt>
      <dd>
        <RelativeTime at={edge.lastSeenAt} />
      </dd>
    </>
  );
}
