import { openLineageEntryTypes } from '@hotpass/events';
import type { Entry, Projector, ProjectorTx } from '@hotpass/log';
import { readBatch } from '../projection/batch-facts.ts';
import type { LineageProjection } from '../projection/lineage-projection.ts';

export const lineageProjectorName = 'lineage.openlineage';

/** OpenLineage events → vertices, bitemporal edges, between columns too, and what is needed to place a late event. */
export class OpenLineageProjector implements Projector {
  readonly kind = 'projector';
  readonly name = lineageProjectorName;
  readonly version = 2;
  readonly types = Object.values(openLineageEntryTypes);
  readonly #projection: LineageProjection;

  constructor(projection: LineageProjection) {
    this.#projection = projection;
  }

  async project(tx: ProjectorTx, entries: readonly Entry[]): Promise<void> {
    await this.#projection.apply(tx, readBatch(entries));
  }

  async reset(tx: ProjectorTx): Promise<void> {
    await tx.query({
      text: `truncate lineage.edge, lineage.column_edge, lineage.seen_edge, lineage.symlink, lineage.alias,
                      lineage.run_shape, lineage.job_declaration, lineage.io_set, lineage.column_set, lineage.job,
                      lineage.node, lineage.namespace restart identity`,
    });
  }
}
