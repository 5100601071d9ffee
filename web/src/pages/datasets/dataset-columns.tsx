import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { PiiTag } from '../../features/lineage-canvas/PiiTag.tsx';
import { statusOf } from '../../features/lineage-canvas/vertex-words.ts';
import { isPii } from '../../features/lineage-graph/card-loader.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { Name } from '../../ui/Name.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import type { TableColumn } from '../../ui/table-model.ts';
import type { ListedDataset } from './use-datasets.ts';

/** What the list says of each dataset. The hub lists by name, so nothing here sorts. */
export function useDatasetColumns(): readonly TableColumn<ListedDataset>[] {
  const { i18n } = useLingui();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- names follow the language
  return useMemo(() => [...identityColumns(), ...stateColumns()], [i18n.locale]);
}

function identityColumns(): readonly TableColumn<ListedDataset>[] {
  return [
    {
      key: 'name',
      name: t`Name`,
      width: 'minmax(220px, 3fr)',
      cell: ({ id, name }) => (
        // The grid is one tab stop, and Enter opens the row.
        <AppLink path={`/datasets/${encodeURIComponent(id)}`} tabIndex={-1}>
          <Name most={64}>{name}</Name>
        </AppLink>
      ),
      text: ({ name }) => name,
    },
    {
      key: 'namespace',
      name: t`Namespace`,
      width: 'minmax(140px, 2fr)',
      cell: ({ namespace }) => <Name most={44}>{namespace.name}</Name>,
      text: ({ namespace }) => namespace.name,
    },
    {
      key: 'tags',
      name: t`Tags`,
      width: 'minmax(160px, 2fr)',
      cell: (dataset) => <Tags dataset={dataset} />,
      text: (dataset) => tagTexts(dataset).join('; '),
    },
  ];
}

function stateColumns(): readonly TableColumn<ListedDataset>[] {
  return [
    {
      key: 'state',
      name: t`State`,
      width: '92px',
      cell: ({ state }) => (state === 'ACTIVE' ? t`active` : state === 'DROPPED' ? t`dropped` : t`renamed`),
      text: ({ state }) => state,
    },
    {
      key: 'written',
      name: t`Last written`,
      width: '132px',
      cell: ({ lastWrittenBy }) =>
        lastWrittenBy && (
          <>
            <StatusGlyph status={statusOf({ ...lastWrittenBy, startedAt: null, endedAt: null, durationMs: null, error: null })} size={12} />{' '}
            <RelativeTime at={lastWrittenBy.endedAt ?? lastWrittenBy.startedAt ?? ''} />
          </>
        ),
      text: ({ lastWrittenBy }) => lastWrittenBy?.endedAt ?? '',
    },
    {
      key: 'job',
      name: t`By`,
      width: 'minmax(140px, 2fr)',
      cell: ({ lastWrittenBy }) => lastWrittenBy?.job && <Name most={44}>{lastWrittenBy.job.name}</Name>,
      text: ({ lastWrittenBy }) => lastWrittenBy?.job?.name ?? '',
    },
  ];
}

/** Personal data first, whether the whole or a column of it is; then the words, its own before those of its columns. */
function Tags({ dataset }: { readonly dataset: ListedDataset }): React.ReactNode {
  const words = tagTexts(dataset).join(', ');
  return (
    <>
      {[...dataset.tags, ...dataset.columnTags].some(isPii) && (
        <>
          <PiiTag />{' '}
        </>
      )}
      <bdi title={words}>{words}</bdi>
    </>
  );
}

/** Tags of columns are told by their keys: which column has which value is on the dataset's own page. */
function tagTexts({ tags, columnTags }: ListedDataset): readonly string[] {
  const own = tags.filter(({ field }) => !field).map(tagText);
  const byKey = Map.groupBy(columnTags, ({ key }) => key);
  const ofColumns = [...byKey].map(([key, some]) => {
    const values = some.map(({ value }) => value).filter((value) => value !== '' && value !== 'true');
    return t`${tagText({ key, value: values.join(', ') })} in columns`;
  });
  return [...own, ...ofColumns];
}

function tagText({ key, value }: { readonly key: string; readonly value: string }): string {
  return value === '' || value === 'true' ? key : `${key}: ${value}`;
}
