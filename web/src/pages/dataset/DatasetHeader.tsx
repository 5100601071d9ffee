import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { DescriptionEditor } from '../../features/annotations/DescriptionEditor.tsx';
import { TagEditor } from '../../features/annotations/TagEditor.tsx';
import { lineagePath } from '../../features/omnibox/omnibox-entry.ts';
import { ShareMenu } from '../../features/share/ShareMenu.tsx';
import { DatasetPageColumnsDocument } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Name } from '../../ui/Name.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Sentence } from '../../ui/Sentence.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './Dataset.module.css';
import type { PageDataset } from './DatasetPage.tsx';
import { datasetOperations } from './dataset-operations.ts';
import { datasetSentence } from './dataset-sentence.ts';
import { useDatasetTab } from './use-dataset-tab.ts';

/** What it is called and is, whose it is, and the sentence that says how it stands. */
export function DatasetHeader({ dataset }: { readonly dataset: PageDataset }): React.ReactNode {
  const sentence = useSentence(dataset);
  const { tab } = useDatasetTab();
  return (
    <header className={styles['header']}>
      <h1>
        <Name most={200} isWrapped>
          {dataset.name}
        </Name>
      </h1>
      <p className={styles['sentence']}>
        <Sentence>{sentence}</Sentence>
      </p>
      <div className={styles['actions']}>
        <AppLink path={lineagePath(dataset.id, dataset.name)} className={styles['primary']}>
          <Trans>See it in lineage</Trans>
        </AppLink>
        <CopyButton text={dataset.id}>
          <Trans>Copy id</Trans>
        </CopyButton>
        <ShareMenu suggestion={dataset.name} operations={() => datasetOperations(dataset.id, tab)} />
      </div>
      <About dataset={dataset} />
    </header>
  );
}

function useSentence(dataset: PageDataset): string {
  const now = useNow(10_000);
  const [columns] = useQuery({ query: DatasetPageColumnsDocument, variables: { id: dataset.id, after: null } });
  const written = dataset.lastWrittenBy;
  const edge = written?.outputs?.edges[0];
  const at = written?.endedAt ?? written?.startedAt ?? null;
  return datasetSentence(
    {
      state: dataset.state,
      renamedTo: dataset.renamedTo?.name ?? null,
      written: written ? { job: written.job?.name ?? null, atMs: at === null ? null : Date.parse(at), state: written.state } : null,
      rowCount: edge?.statistics?.rowCount ?? edge?.dataQuality?.rowCount ?? null,
      columnCount: columns.data?.dataset?.columns.totalCount ?? null,
      failedAssertions: edge?.assertions?.filter(({ success }) => !success).length ?? 0,
    },
    now,
  );
}

/** What people and producers say of it. */
function About({ dataset }: { readonly dataset: PageDataset }): React.ReactNode {
  const { t } = useLingui();
  return (
    <div className={styles['about']}>
      <DescriptionEditor thing={dataset} label={dataset.name} />
      <TagEditor thing={{ id: dataset.id, kind: 'dataset', tags: dataset.tags.filter(({ field }) => !field) }} label={dataset.name} />
      <dl className={styles['facts']}>
        <dt>{t`Namespace`}</dt>
        <dd>
          <AppLink path={`/datasets?ns=${encodeURIComponent(dataset.namespace.name)}`}>
            <Name most={80}>{dataset.namespace.name}</Name>
          </AppLink>
        </dd>
        {dataset.owners.length > 0 && (
          <>
            <dt>{t`Owners`}</dt>
            <dd>{dataset.owners.map(({ name, type }) => (type ? `${name} (${type.toLowerCase()})` : name)).join(', ')}</dd>
          </>
        )}
        <OtherNames dataset={dataset} />
        <dt>{t`Known since`}</dt>
        <dd>
          <RelativeTime at={dataset.firstSeenAt} />
        </dd>
      </dl>
    </div>
  );
}

/** What else it is, was, or is called. */
function OtherNames({ dataset }: { readonly dataset: PageDataset }): React.ReactNode {
  const others = dataset.aliases.filter(({ id }) => id !== dataset.id);
  return (
    <>
      {others.length > 0 && (
        <>
          <dt>
            <Trans>Also called</Trans>
          </dt>
          <dd>
            {others.map(({ id, name, namespace }) => (
              <div key={id}>
                <Name most={60}>{name}</Name> <Trans>in</Trans> <Name most={40}>{namespace.name}</Name>
              </div>
            ))}
          </dd>
        </>
      )}
      {dataset.renamedFrom && (
        <>
          <dt>
            <Trans>Was called</Trans>
          </dt>
          <dd>
            <AppLink path={`/datasets/${encodeURIComponent(dataset.renamedFrom.id)}`}>
              <Name most={60}>{dataset.renamedFrom.name}</Name>
            </AppLink>
          </dd>
        </>
      )}
    </>
  );
}
