import type { useGraphClient } from '../../client/clients-context.ts';
import { InspectorImpactDocument, type InspectorImpactQuery } from '../../generated/graphql/graphql.ts';
import { csvOf } from '../export/csv.ts';

type Impact = InspectorImpactQuery['impact'];

/** What is affected by what, as far as it is listed. */
export interface ListedImpact {
  readonly id: string;
  readonly column: string | null;
  readonly at: string | null;
  readonly impact: Impact;
  /** Whether a part of the answer is missing, such as names. */
  readonly isPartial: boolean;
}

/** Everything affected, for a file. */
interface ImpactFile {
  readonly of: ListedImpact;
  readonly rows: readonly ImpactRow[];
  /** Whether these are all that the hub counted. */
  readonly isWhole: boolean;
}

interface ImpactRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly hop: number;
  readonly uses: number;
}

/** More are too many for a table to be read, and for one press of a button. */
const mostRows = 10_000;

type Client = ReturnType<typeof useGraphClient>;

/** Reads on after the page that is listed until all of it is there; what was read when a page fails. */
export async function readImpact(client: Client, of: ListedImpact): Promise<ImpactFile> {
  const { id, column, at, impact, isPartial } = of;
  const rows = impact.affected.map(rowOf);
  let { hasNextPage, endCursor } = impact.pageInfo;
  while (hasNextPage && rows.length < mostRows) {
    const { data, error } = await client.query(InspectorImpactDocument, { id, column, asOf: at, after: endCursor ?? null });
    if (!data || error) return { of, rows, isWhole: false };
    rows.push(...data.impact.affected.map(rowOf));
    ({ hasNextPage, endCursor } = data.impact.pageInfo);
  }
  return { of, rows, isWhole: !hasNextPage && impact.complete && !isPartial };
}

function rowOf({ id, kind, hop, uses, dataset, job }: Impact['affected'][number]): ImpactRow {
  return { id, kind, name: dataset?.name ?? job?.name ?? '', hop, uses };
}

/** A line for each that is affected. */
export function impactCsv({ rows }: ImpactFile): string {
  return csvOf([['id', 'kind', 'name', 'hop', 'uses'], ...rows.map(({ id, kind, name, hop, uses }) => [id, kind, name, hop, uses])]);
}

/** The counts, and each that is affected. */
export function impactJson(name: string, { of: { id, column, at, impact }, rows, isWhole }: ImpactFile): string {
  const { datasets, jobs, columns, complete, byHop } = impact;
  const told = { of: name, id, column, at, datasets, jobs, columns, complete, isWhole, byHop, affected: rows };
  return `${JSON.stringify(told, null, 2)}\n`;
}
