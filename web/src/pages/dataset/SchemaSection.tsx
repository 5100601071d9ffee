import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useQuery } from 'urql';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { DescriptionEditor } from '../../features/annotations/DescriptionEditor.tsx';
import { TagEditor } from '../../features/annotations/TagEditor.tsx';
import { lineagePath } from '../../features/omnibox/omnibox-entry.ts';
import { DatasetPageColumnsDocument, type DatasetPageColumnsQuery } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Name } from '../../ui/Name.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Dataset.module.css';
import type { PageDataset } from './DatasetPage.tsx';

type Column = NonNullable<DatasetPageColumnsQuery['dataset']>['columns']['nodes'][number];

/** The columns, with what is said of each, to be described, tagged and traced. */
export function SchemaSection({ dataset }: { readonly dataset: PageDataset }): React.ReactNode {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return (
    <>
      <input
        type="search"
        className={styles['filter']}
        placeholder={t`Filter columns`}
        aria-label={t`Filter columns`}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {pages.map((after) => (
        <ColumnPage
          key={after ?? ''}
          dataset={dataset}
          after={after}
          text={text.toLowerCase()}
          onMore={after === pages.at(-1) ? (next) => setPages([...pages, next]) : null}
        />
      ))}
    </>
  );
}

interface ColumnPageProps {
  readonly dataset: PageDataset;
  readonly after: string | null;
  readonly text: string;
  readonly onMore: ((cursor: string) => void) | null;
}

function ColumnPage({ dataset, after, text, onMore }: ColumnPageProps): React.ReactNode {
  const [{ data, error }, ask] = useQuery({ query: DatasetPageColumnsDocument, variables: { id: dataset.id, after } });
  const columns = data?.dataset?.columns;
  const met = columns?.nodes.filter(({ name, type }) => `${name} ${type ?? ''}`.toLowerCase().includes(text)) ?? [];
  const hidden = (columns?.nodes.length ?? 0) - met.length;
  const next = columns?.pageInfo.hasNextPage ? columns.pageInfo.endCursor : null;
  return (
    <>
      {error && (
        <ErrorNote
          onRetry={() => ask({ requestPolicy: 'network-only' })}
          {...shownBeside(error, columns !== undefined)}
          requestId={requestIdOf(error)}
        >
          <Trans>The columns could not be read.</Trans>
        </ErrorNote>
      )}
      {!columns && !error && <SkeletonRows rows={8} height={40} />}
      {columns?.nodes.length === 0 && after === null && (
        <EmptyNote title={<Trans>No columns are known.</Trans>}>
          <p>
            <Trans>Its producer sends no schema facet. An integration that does will fill this with its next run.</Trans>
          </p>
        </EmptyNote>
      )}
      {met.length > 0 && <ColumnTable dataset={dataset} columns={met} />}
      {hidden > 0 && (
        <p className={styles['quiet']}>
          <Plural value={hidden} one="The filter hides # column." other="The filter hides # columns." />
        </p>
      )}
      {onMore && next && (
        <Button onClick={() => onMore(next)}>
          <Trans>Load more columns</Trans>
        </Button>
      )}
    </>
  );
}

function ColumnTable({ dataset, columns }: { readonly dataset: PageDataset; readonly columns: readonly Column[] }): React.ReactNode {
  const { t } = useLingui();
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t`Column`}</th>
          <th scope="col">{t`Type`}</th>
          <th scope="col">{t`Tags`}</th>
          <th scope="col">{t`Description`}</th>
          <th scope="col">{t`Lineage`}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr key={column.id}>
            <th scope="row">
              <Name most={48}>{column.name}</Name>
            </th>
            <td className="mono" data-name={t`Type`}>
              {column.type}
            </td>
            <td data-name={t`Tags`}>
              <TagEditor thing={{ id: column.id, kind: 'column', tags: column.tags }} label={column.name} />
            </td>
            <td data-name={t`Description`}>
              <DescriptionEditor thing={column} label={column.name} isCompact />
            </td>
            <td data-name={t`Lineage`}>
              <AppLink
                path={lineagePath(dataset.id, dataset.name, { level: 'column', col: column.name })}
                aria-label={t`Trace ${column.name}`}
              >
                <Trans>Trace</Trans>
              </AppLink>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
