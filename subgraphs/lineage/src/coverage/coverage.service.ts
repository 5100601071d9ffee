import { NotFoundError } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import { consumerCursor } from '@hotpass/log';
import { catalogReached } from '../catalog/catalog-log.ts';
import type { CatalogLog } from '../catalog/catalog-log.ts';
import { toSliceQuery } from '../graph/lineage-request.ts';
import type { LineageRequest } from '../graph/lineage-request.ts';
import { withinDeadline } from '../lineage-index/deadline.ts';
import type { LineageIndex } from '../lineage-index/lineage-index.ts';
import { catalogProjectorName } from '../projectors/catalog.projector.ts';
import { lineageProjectorName } from '../projectors/openlineage.projector.ts';
import type { CoverageRepository, CoverageRow, ProducerRow } from './coverage.repository.ts';

export interface SliceCoverage extends CoverageRow {
  /** Of the slice: something within its depths is left out. */
  readonly truncated: boolean;
  readonly cursor: string;
}

export interface ProducerPage {
  readonly producers: readonly ProducerRow[];
  readonly hasNextPage: boolean;
  readonly cursor: string;
}

const deadlineMs = 5_000;
const tooSlow = 'To count the runs took too long. Ask for less of the graph.';

/** How completely a part of the graph, or what a producer tells, is reported. */
export class CoverageService {
  readonly #log: CatalogLog;
  readonly #index: LineageIndex;
  readonly #coverage: CoverageRepository;

  constructor(log: CatalogLog, index: LineageIndex, coverage: CoverageRepository) {
    this.#log = log;
    this.#index = index;
    this.#coverage = coverage;
  }

  /** Resolves when what was told up to a place is counted. @throws TimeoutError */
  reached(place: string | undefined): Promise<void> {
    return catalogReached(this.#log, place);
  }

  /** @throws NotFoundError when there is no such root, TimeoutError */
  ofSlice(principal: Principal, request: LineageRequest): Promise<SliceCoverage> {
    const query = toSliceQuery(request);
    return this.#log.database.read(principal, async (tx) => {
      const slice = await this.#index.slice(tx, query);
      if (!slice) throw new NotFoundError('There is no dataset or job with this id.', { rootId: request.rootId });
      const [datasets, jobs] = (['dataset', 'job'] as const).map((kind) =>
        slice.nodes.filter((node) => node.kind === kind).map(({ id }) => id),
      );
      const counts = await withinDeadline(tx, deadlineMs, () => this.#coverage.ofSlice(tx, datasets!, jobs!), tooSlow);
      return { ...counts, truncated: slice.truncated, cursor: await consumerCursor(tx, lineageProjectorName, catalogProjectorName) };
    });
  }

  producers(principal: Principal, after: readonly [string, string] | null, size: number): Promise<ProducerPage> {
    return this.#log.database.read(principal, async (tx) => {
      const found = await this.#coverage.producers(tx, after, size + 1);
      const cursor = await consumerCursor(tx, catalogProjectorName);
      return { producers: found.slice(0, size), hasNextPage: found.length > size, cursor };
    });
  }

  /** Of each producer. @throws TimeoutError */
  ofProducers(principal: Principal, producers: readonly string[]): Promise<CoverageRow[]> {
    return this.#log.database.read(principal, async (tx) => {
      const rows: CoverageRow[] = [];
      for (const id of producers) rows.push(await withinDeadline(tx, deadlineMs, () => this.#coverage.ofProducer(tx, id), tooSlow));
      return rows;
    });
  }
}
