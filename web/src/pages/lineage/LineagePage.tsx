import { useParams } from '@tanstack/react-router';
import { Trans } from '@lingui/react/macro';
import { useLineageGraph } from '../../features/lineage-graph/use-lineage-graph.ts';
import { useTopology } from '../../features/lineage-graph/use-graph-store.ts';
import { Name } from '../../ui/Name.tsx';
import { useLineageAddress } from './use-lineage-address.ts';

/** The Lineage Explorer: where the data of one dataset or job comes from, and where it goes. */
export function LineagePage(): React.ReactNode {
  const { id } = useParams({ from: '/lineage/$id/{-$slug}' });
  const { address, change } = useLineageAddress();
  const graph = useLineageGraph(id, address, change);
  const topology = useTopology(graph.store);
  const subject = topology?.vertices.get(topology.rootId);
  return (
    <section>
      <h1>{subject ? <Name>{subject.name}</Name> : <Trans>Lineage</Trans>}</h1>
      <p role="status">{graph.state.status}</p>
    </section>
  );
}
