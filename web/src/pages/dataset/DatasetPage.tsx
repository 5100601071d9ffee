import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { DatasetPageDocument, type DatasetPageQuery } from '../../generated/graphql/graphql.ts';
import { rememberRecent } from '../../features/omnibox/recents.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { DatasetHeader } from './DatasetHeader.tsx';
import { DatasetQuality } from './DatasetQuality.tsx';
import { FacetsSection } from './FacetsSection.tsx';
import { RunsSection } from './RunsSection.tsx';
import { SchemaSection } from './SchemaSection.tsx';
import { useDatasetTab, type DatasetTab } from './use-dataset-tab.ts';
import { VersionsSection } from './VersionsSection.tsx';
import styles from './Dataset.module.css';

/** The dataset of the page. */
export type PageDataset = NonNullable<DatasetPageQuery['dataset']>;

/** One dataset: what it is, whether it can be trusted, its columns, its history, who writes and reads it. */
export function DatasetPage(): React.ReactNode {
  const { id } = useParams({ from: '/datasets/$id' });
  const [{ data, error, fetching }, ask] = useQuery({ query: DatasetPageDocument, variables: { id } });
  const dataset = data?.dataset;
  const { t } = useLingui();
  useNamed(id, dataset);
  const retry = (): void => ask({ requestPolicy: 'network-only' });
  return (
    <div className={styles['page']}>
      {!dataset && (dataset === undefined || error) && <h1 className="visually-hidden">{t`Dataset`}</h1>}
      {error && (
        <ErrorNote onRetry={retry} {...shownBeside(error, dataset !== undefined)} requestId={requestIdOf(error)}>
          <Trans>The dataset could not be read.</Trans>
        </ErrorNote>
      )}
      {dataset && <Found key={dataset.id} dataset={dataset} />}
      {!dataset && fetching && <SkeletonRows rows={10} height={33} />}
      {dataset === null && !fetching && !error && <NotFound id={id} />}
    </div>
  );
}

function useNamed(id: string, dataset: PageDataset | null | undefined): void {
  const { t } = useLingui();
  const name = dataset?.name;
  usePageTitle(name ?? t`Dataset`, name === undefined ? [] : [{ text: name, isName: true }]);
  useEffect(() => {
    if (name !== undefined) rememberRecent({ path: `/datasets/${encodeURIComponent(id)}`, name, kind: 'dataset' });
  }, [id, name]);
}

function Found({ dataset }: { readonly dataset: PageDataset }): React.ReactNode {
  const { t } = useLingui();
  const { tab, setTab } = useDatasetTab();
  const tabs: readonly { readonly key: DatasetTab; readonly name: string }[] = [
    { key: 'schema', name: t`Schema` },
    { key: 'versions', name: t`Versions` },
    { key: 'runs', name: t`Runs` },
    { key: 'quality', name: t`Quality` },
    { key: 'facets', name: t`Facets` },
  ];
  return (
    <>
      <DatasetHeader dataset={dataset} />
      <section className={styles['tabs']}>
        <Tabs label={t`What to show of it`} tabs={tabs} selected={tab} onSelect={setTab}>
          <div className={styles['panel']}>
            {tab === 'schema' && <SchemaSection dataset={dataset} />}
            {tab === 'versions' && <VersionsSection id={dataset.id} />}
            {tab === 'runs' && <RunsSection id={dataset.id} />}
            {tab === 'quality' && <DatasetQuality dataset={dataset} />}
            {tab === 'facets' && <FacetsSection id={dataset.id} total={dataset.facetCount} />}
          </div>
        </Tabs>
      </section>
    </>
  );
}

function NotFound({ id }: { readonly id: string }): React.ReactNode {
  return (
    <EmptyNote isWholePage title={<Trans>There is no dataset with this id.</Trans>}>
      <p>
        <Trans>
          <span className="mono">{id.slice(0, 80)}</span> has not been named by any event, or you may not see it.{' '}
          <AppLink path="/datasets">All datasets</AppLink>
        </Trans>
      </p>
    </EmptyNote>
  );
}
