import type { Principal } from '@hotpass/kernel';
import { consumerCursor, type Log } from '@hotpass/log';
import { reachTimeoutMs } from '../reach-timeout.ts';
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
  readonly #log: Pick<Log, 'database' | 'reached'>;
  readonly #reports: ConformanceRepository;

  constructor(log: Pick<Log, 'database' | 'reached'>, reports: ConformanceRepository) {
    this.#log = log;
    this.#reports = reports;
  }

  /** Resolves when the reports show the place a request names. @throws TimeoutError when that takes too long. */
  async reached(place: string | undefined): Promise<void> {
    if (place !== undefined) await this.#log.reached(conformanceConsumer, place, reachTimeoutMs);
  }

  report(principal: Principal, entryId: string): Promise<ConformanceReport | null> {
    return this.#log.database.read(principal, (tx) => this.#reports.find(tx, entryId));
  }

  page(principal: Principal, query: ReportQuery): Promise<ReportPage> {
    return this.#log.database.read(principal, async (tx) => {
      const found = await this.#reports.list(tx, { ...query, limit: query.limit + 1 });
      const cursor = await consumerCursor(tx, conformanceConsumer);
      return { reports: found.slice(0, query.limit), hasMore: found.length > query.limit, cursor };
    });
  }
}
