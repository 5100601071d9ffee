import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { datasetsSearch, parseDatasetsAddress, type DatasetsAddress } from '../../address/datasets-address.ts';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { ShareMenu } from '../../features/share/ShareMenu.tsx';
import { AppLink } from '../../ui/AppLink.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import { useDatasetColumns } from './dataset-columns.tsx';
import { DatasetFilters } from './DatasetFilters.tsx';
import styles from './Datasets.module.css';
import { datasetsOperations } from './datasets-operations.ts';
import { FilteredToNothing } from './FilteredToNothing.tsx';
import { useDatasets, type Datasets } from './use-datasets.ts';

/** Every dataset, found without knowing its name. */
export function DatasetsPage(): React.ReactNode {
  const { t } = useLingui();
  const { address, change } = useDatasetsAddress();
  const datasets = useDatasets(address);
  const isFiltered = Object.keys(datasetsSearch(address)).length > 0;
  usePageTitle(t`Datasets`);
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <h1>{headline(datasets.totalCount, isFiltered)}</h1>
        <ShareMenu suggestion={t`Datasets`} operations={() => datasetsOperations(address)} />
      </header>
      <DatasetFilters address={address} onChange={change} />
      {datasets.error && (
        <ErrorNote
          onRetry={datasets.retry}
          {...shownBeside(datasets.error, datasets.rows !== null)}
          requestId={requestIdOf(datasets.error)}
        >
          <Trans>The datasets could not be listed.</Trans>
        </ErrorNote>
      )}
      {datasets.rows === null ? (
        !datasets.error && <SkeletonRows rows={12} height={33} />
      ) : datasets.rows.length > 0 ? (
        <DatasetTable datasets={datasets} />
      ) : isFiltered ? (
        <FilteredToNothing address={address} onChange={change} />
      ) : (
        <NoDatasets />
      )}
    </div>
  );
}

function headline(total: number | null, isFiltered: boolean): React.ReactNode {
  if (total === null) return <Trans>Datasets</Trans>;
  if (isFiltered) return plural(total, { one: '# dataset is like this.', other: '# datasets are like this.' });
  return plural(total, { one: 'One dataset is known.', other: '# datasets are known.' });
}

function DatasetTable({ datasets: { rows, totalCount, hasMore, isAsking, loadMore } }: { readonly datasets: Datasets }): React.ReactNode {
  const { t } = useLingui();
  const router = useRouter();
  const [selected, setSelected] = useState<string | null>(null);
  return (
    <>
      <VirtualTable
        label={t`Datasets`}
        className={styles['table']}
        rows={rows ?? []}
        columns={useDatasetColumns()}
        rowKey={({ id }) => String(id)}
        totalCount={totalCount ?? undefined}
        selected={selected}
        onSelect={({ id }) => setSelected(String(id))}
        onOpen={({ id }) => router.history.push(`/datasets/${encodeURIComponent(id)}`)}
        onEnd={loadMore}
      />
      <div className={styles['foot']}>
        <Trans>
          {rows?.length ?? 0} of {totalCount ?? '?'} listed, by name
        </Trans>
        {hasMore && (
          <Button onClick={loadMore} disabled={isAsking}>
            <Trans>Load more</Trans>
          </Button>
        )}
        {selected !== null && (
          <>
            <AppLink path={`/datasets/${encodeURIComponent(selected)}`}>
              <Trans>Open the selected one</Trans>
            </AppLink>
            <AppLink path={`/lineage/${encodeURIComponent(selected)}`}>
              <Trans>See it in lineage</Trans>
            </AppLink>
          </>
        )}
      </div>
    </>
  );
}

function NoDatasets(): React.ReactNode {
  return (
    <EmptyNote title={<Trans>No dataset is known yet.</Trans>}>
      <p>
        <Trans>
          Datasets appear when a pipeline reports that it reads or writes them. <AppLink path="/">The start page</AppLink> has the commands
          that fill this hub, such as <code className="mono">npm run demo</code>.
        </Trans>
      </p>
    </EmptyNote>
  );
}

function useDatasetsAddress(): { readonly address: DatasetsAddress; readonly change: (change: Partial<DatasetsAddress>) => void } {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const text = JSON.stringify(search);
  const address = useMemo(() => parseDatasetsAddress(JSON.parse(text) as Readonly<Record<string, unknown>>), [text]);
  return { address, change: (changes) => void navigate({ to: '.', search: datasetsSearch({ ...address, ...changes }) as never }) };
}
