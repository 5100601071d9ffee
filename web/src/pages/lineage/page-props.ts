import type { LineageAddress, LineageViewName } from '../../address/lineage-address.ts';
import type { LineageActions } from '../../features/lineage-graph/lineage-actions.ts';
import type { LineageGraph } from '../../features/lineage-graph/use-lineage-graph.ts';
import type { ChangeLineageAddress } from './use-lineage-address.ts';

/** What every part of the Explorer is given. */
export interface LineagePageProps {
  readonly graph: Omit<LineageGraph, 'actions'> & {
    readonly actions: LineageActions & { /** Opens the graph of another vertex. */ makeSubject(id: string): void };
  };
  readonly address: LineageAddress;
  readonly change: ChangeLineageAddress;
  /** The view of the address, or what suits the width of the window. */
  readonly view: LineageViewName;
}
