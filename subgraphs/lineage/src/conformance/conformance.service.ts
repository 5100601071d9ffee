import type { Principal } from '@hotpass/kernel';
import { consumerCursor, type Database } from '@hotpass/log';
import type { ConformanceReport } from './conformance-report.ts';
import { conformanceConsumer } from './conformance.projector.ts';
import type { ConformanceRepository, ReportQuery } from './conformance.repository.ts';

export interface ReportPage {
  readonly reports: readonly ConformanceReport[];
  readonly hasMore: boolean;
  /** Place in the log the page shows. */
  readonly cursor: string;
}

export class ConformanceService {
  readonly #database: Database;
  readonly #reports: ConformanceRepository;

  constructor(database: Database, reports: ConformanceRepository) {
    this.#database = database;
    this.#reports = reports;
  }

  report(principal: Principal, entryId: string): Promise<ConformanceReport | null> {
    return this.#database.read(principal, (tx) => this.#reports.find(tx, entryId));
  }

  page(principal: Principal, query: ReportQuery): Promise<ReportPage> {
    return this.#database.read(principal, async (tx) => {
      const found = await this.#reports.list(tx, { ...query, limit: query.limit + 1 });
      const cursor = await consumerCursor(tx, conformanceConsumer);
      return { reports: found.slice(0, query.limit), hasMore: found.length > query.limit, cursor };
    });
  }
}
