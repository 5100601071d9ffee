import { Trans, useLingui } from '@lingui/react/macro';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { formatBytes, formatNumber, formatShare } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './Dataset.module.css';
import type { PageDataset } from './DatasetPage.tsx';

type Written = NonNullable<NonNullable<PageDataset['lastWrittenBy']>['outputs']>['edges'][number];

/** What the run that wrote it last has counted and checked: what failed comes first. */
export function DatasetQuality({ dataset }: { readonly dataset: PageDataset }): React.ReactNode {
  const edge = dataset.lastWrittenBy?.outputs?.edges[0];
  const checks = [...(edge?.assertions ?? [])].toSorted((a, b) => Number(a.success) - Number(b.success));
  const columns = edge?.dataQuality?.columns ?? [];
  const rows = edge?.statistics?.rowCount ?? edge?.dataQuality?.rowCount ?? null;
  if (checks.length === 0 && columns.length === 0 && rows === null)
    return (
      <EmptyNote title={<Trans>Nothing was counted or checked.</Trans>}>
        <p>
          <Trans>The run that wrote it last sent no data quality facets. Great Expectations, dbt tests and Soda send them.</Trans>
        </p>
      </EmptyNote>
    );
  return (
    <>
      <p>
        {rows !== null && <Trans>{formatNumber(rows)} rows</Trans>}
        {edge?.statistics?.sizeBytes !== null && edge?.statistics?.sizeBytes !== undefined && (
          <> · {formatBytes(edge.statistics.sizeBytes)}</>
        )}
      </p>
      {checks.length > 0 && <Checks checks={checks} />}
      {columns.length > 0 && <ColumnCounts columns={columns} rows={rows} />}
    </>
  );
}

function Checks({ checks }: { readonly checks: NonNullable<Written['assertions']> }): React.ReactNode {
  const { t } = useLingui();
  return (
    <section>
      <h2>
        <Trans>Checks</Trans>
      </h2>
      <ul className={styles['checks']}>
        {checks.map(({ assertion, column, success, expected, actual }) => (
          <li key={`${assertion} ${column ?? ''} ${expected ?? ''}`}>
            <StatusGlyph status={success ? 'completed' : 'failed'} label={success ? t`passed` : t`failed`} />
            <span>
              <Name most={60}>{assertion}</Name>
              {column && (
                <>
                  {' '}
                  <Trans>
                    of <Name most={40}>{column}</Name>
                  </Trans>
                </>
              )}
            </span>
            {!success && (expected || actual) && (
              <span className={styles['quiet']}>
                <Trans>
                  expected {expected ?? '?'}, found {actual ?? '?'}
                </Trans>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ColumnCounts({
  columns,
  rows,
}: {
  readonly columns: NonNullable<Written['dataQuality']>['columns'];
  readonly rows: number | null;
}): React.ReactNode {
  const { t } = useLingui();
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t`Column`}</th>
          <th scope="col">{t`Empty`}</th>
          <th scope="col">{t`Distinct`}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ column, nullCount, distinctCount }) => (
          <tr key={column}>
            <th scope="row">
              <Name most={48}>{column}</Name>
            </th>
            <td data-name={t`Empty`}>
              {nullCount === null || nullCount === undefined ? '' : formatNumber(nullCount)}
              {nullCount && rows ? ` (${formatShare(nullCount / rows)})` : ''}
            </td>
            <td data-name={t`Distinct`}>{distinctCount === null || distinctCount === undefined ? '' : formatNumber(distinctCount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
