import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { groupsOf, type GraphGroup } from '../../features/lineage-graph/graph-groups.ts';
import { limits } from '../../features/lineage-graph/graph-request.ts';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { Button } from '../../ui/Button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import type { LineagePageProps } from './page-props.ts';
import styles from './TooLarge.module.css';

export interface TooLargeProps extends Pick<LineagePageProps, 'address'> {
  readonly graph: { readonly actions: Pick<LineagePageProps['graph']['actions'], 'drawAnyway'> };
  readonly topology: GraphTopology;
  readonly change: (change: Partial<LineagePageProps['address']>) => void;
}

/** A graph that nobody could read: its size, what it is made of, and ways to a smaller one. */
export function TooLarge({ graph, topology, address, change }: TooLargeProps): React.ReactNode {
  const groups = [...groupsOf(topology.vertices, topology.edges.values(), topology.rootId, () => true).values()];
  const sorted = groups.toSorted((a, b) => b.vertexIds.length - a.vertexIds.length).slice(0, 100);
  return (
    <div className={styles['page']}>
      <h2>
        <Trans>More than {formatNumber(limits.grouped)} datasets and jobs: too many to read as a graph</Trans>
      </h2>
      <p>
        <Trans>Show fewer hops, choose a namespace below, or read them as a table.</Trans>
      </p>
      <div className={styles['actions']}>
        <Button kind="primary" onClick={() => change({ view: 'table' })}>
          <Trans>Show as table</Trans>
        </Button>
        <Button onClick={() => graph.actions.drawAnyway()}>
          <Trans>Draw anyway, up to {formatNumber(limits.drawn)}</Trans>
        </Button>
        <span>
          <Trans>Groups stay folded. With many of them open, moving over the canvas becomes slow.</Trans>
        </span>
      </div>
      <Namespaces groups={sorted} onOnly={(namespace) => change({ ns: [...address.ns, namespace] })} />
    </div>
  );
}

function Namespaces({
  groups,
  onOnly,
}: {
  readonly groups: readonly GraphGroup[];
  readonly onOnly: (namespace: string) => void;
}): React.ReactNode {
  const { t } = useLingui();
  return (
    <table>
      <caption className="visually-hidden">
        <Trans>Namespaces of this graph</Trans>
      </caption>
      <Heads />
      <tbody>
        {groups.map(({ key, namespace, side, datasetCount, jobCount }) => (
          <tr key={key}>
            <th scope="row">
              <Name most={60}>{namespace}</Name>
            </th>
            <td>{side === 'up' ? t`upstream` : t`downstream`}</td>
            <td>
              <Plural value={datasetCount} one="# dataset" other="# datasets" />, <Plural value={jobCount} one="# job" other="# jobs" />
            </td>
            <td>
              <Button kind="quiet" onClick={() => onOnly(namespace)}>
                <Trans>Show only this</Trans>
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Heads(): React.ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col">
          <Trans>Namespace</Trans>
        </th>
        <th scope="col">
          <Trans>Side</Trans>
        </th>
        <th scope="col">
          <Trans>Shown of the nearest</Trans>
        </th>
        <th scope="col">
          <span className="visually-hidden">
            <Trans>Narrow</Trans>
          </span>
        </th>
      </tr>
    </thead>
  );
}
