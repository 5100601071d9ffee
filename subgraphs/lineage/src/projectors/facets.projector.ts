import { openLineageEntryTypes } from '@hotpass/events';
import type { Entry, Projector, ProjectorTx } from '@hotpass/log';
import { SchemaDocs } from '../column/schema-doc.ts';
import { readFacetFacts } from '../facet/facet-facts.ts';
import type { FacetProjection } from '../facet/facet-projection.ts';

export const facetsProjectorName = 'lineage.facets';

/** OpenLineage events → facets, columns, versions and tags. Keys are derived ids, so it needs no row of the graph. */
export class FacetsProjector implements Projector {
  readonly kind = 'projector';
  readonly name = facetsProjectorName;
  readonly version = 1;
  readonly types = Object.values(openLineageEntryTypes);
  readonly #projection: FacetProjection;

  constructor(projection: FacetProjection) {
    this.#projection = projection;
  }

  async project(tx: ProjectorTx, entries: readonly Entry[]): Promise<void> {
    const docs = new SchemaDocs();
    await this.#projection.apply(tx, readFacetFacts(entries, docs), docs);
  }

  async reset(tx: ProjectorTx): Promise<void> {
    await tx.query({
      text: `truncate lineage.facet_doc, lineage.entity_facet, lineage.facet_tag, lineage.schema_doc, lineage.dataset_schema,
                      lineage.dataset_column, lineage.named_column, lineage.version_run, lineage.dataset_version, lineage.dataset_pin, lineage.dataset_lifecycle`,
    });
  }
}
