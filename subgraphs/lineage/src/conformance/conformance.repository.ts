import type { ProjectorTx, ReadTx } from '@hotpass/log';
import type { ConformanceReport } from './conformance-report.ts';

/** Which reports, newest first. */
export interface ReportQuery {
  readonly conforms: boolean | null;
  /** Position of the last report seen. */
  readonly after: number | null;
  readonly limit: number;
}

const columns = `entry_id as "entryId", position::float8 as position, kind, producer, event_time as "eventTime",
  received_at as "receivedAt", conforms, issues, issue_count as total, flags`;

/** Every query on `lineage.conformance_report`. */
export class ConformanceRepository {
  async insert(tx: ProjectorTx, reports: readonly ConformanceReport[]): Promise<void> {
    await tx.query({
      name: 'lineage.conformance_report.insert',
      text: `insert into lineage.conformance_report
               (entry_id, position, kind, producer, event_time, received_at, conforms, issues, issue_count, flags)
             select "entryId", position, kind, producer, "eventTime", "receivedAt", conforms, issues, total, flags
             from jsonb_to_recordset($1::jsonb) as report("entryId" text, position bigint, kind text, producer text,
               "eventTime" timestamptz, "receivedAt" timestamptz, conforms boolean, issues jsonb, total integer, flags text[])
             on conflict do nothing`,
      values: [JSON.stringify(reports)],
    });
  }

  async clear(tx: ProjectorTx): Promise<void> {
    await tx.query({ text: 'truncate lineage.conformance_report' });
  }

  async find(tx: ReadTx, entryId: string): Promise<ConformanceReport | null> {
    const [report] = await tx.query<ConformanceReport>({
      name: 'lineage.conformance_report.find',
      text: `select ${columns} from lineage.conformance_report where entry_id = $1`,
      values: [entryId],
    });
    return report ?? null;
  }

  async list(tx: ReadTx, { conforms, after, limit }: ReportQuery): Promise<ConformanceReport[]> {
    const only = conforms === null ? '' : `and ${conforms ? '' : 'not '}conforms`;
    return tx.query<ConformanceReport>({
      text: `select ${columns} from lineage.conformance_report
             where position < coalesce($1::bigint, 9223372036854775807) ${only}
             order by position desc limit $2`,
      values: [after, limit],
    });
  }
}
