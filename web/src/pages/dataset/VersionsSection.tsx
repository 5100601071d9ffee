import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useQuery } from 'urql';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { DatasetPageVersionsDocument, type DatasetPageVersionsQuery } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Name } from '../../ui/Name.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Dataset.module.css';

type Version = NonNullable<DatasetPageVersionsQuery['dataset']>['versions']['nodes'][number];

/** Every version, newest first, with what changed in its schema. */
export function VersionsSection({ id }: { readonly id: string }): React.ReactNode {
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return pages.map((after) => (
    <VersionPage key={after ?? ''} id={id} after={after} onMore={after === pages.at(-1) ? (next) => setPages([...pages, next]) : null} />
  ));
}

function VersionPage({
  id,
  after,
  onMore,
}: {
  readonly id: string;
  readonly after: string | null;
  readonly onMore: ((cursor: string) => void) | null;
}): React.ReactNode {
  const [{ data, error }, ask] = useQuery({ query: DatasetPageVersionsDocument, variables: { id, after } });
  const versions = data?.dataset?.versions;
  const next = versions?.pageInfo.hasNextPage ? versions.pageInfo.endCursor : null;
  return (
    <>
      {error && (
        <ErrorNote
          onRetry={() => ask({ requestPolicy: 'network-only' })}
          {...shownBeside(error, versions !== undefined)}
          requestId={requestIdOf(error)}
        >
          <Trans>The versions could not be read.</Trans>
        </ErrorNote>
      )}
      {!versions && !error && <SkeletonRows rows={6} height={40} />}
      {versions?.nodes.length === 0 && after === null && (
        <EmptyNote title={<Trans>No version is known.</Trans>}>
          <p>
            <Trans>A version begins when a run writes the dataset or its schema changes.</Trans>
          </p>
        </EmptyNote>
      )}
      <ol className={styles['versions']}>
        {versions?.nodes.map((version) => (
          <VersionLine key={version.id} version={version} />
        ))}
      </ol>
      {onMore && next && (
        <Button onClick={() => onMore(next)}>
          <Trans>Load older versions</Trans>
        </Button>
      )}
    </>
  );
}

function VersionLine({ version: { at, version, lifecycle, run, schemaChange } }: { readonly version: Version }): React.ReactNode {
  return (
    <li>
      <RelativeTime at={at} className={styles['when']} />
      <div>
        <p>
          {version ? <Name most={40}>{version}</Name> : <Trans>Written</Trans>}
          {lifecycle && <span className={styles['quiet']}> · {lifecycle.toLowerCase()}</span>}
          {run && (
            <span className={styles['quiet']}>
              {' · '}
              <AppLink path={`/runs/${encodeURIComponent(run.id)}`}>
                <Name most={48}>{run.job?.name ?? run.id}</Name>
              </AppLink>
            </span>
          )}
        </p>
        {schemaChange && <SchemaChangeLines change={schemaChange} />}
      </div>
    </li>
  );
}

/** Before and after; how many more there are is said. */
function SchemaChangeLines({ change }: { readonly change: NonNullable<Version['schemaChange']> }): React.ReactNode {
  const { added, addedCount, removed, removedCount, changed, changedCount } = change;
  const more = addedCount + removedCount + changedCount - added.length - removed.length - changed.length;
  return (
    <ul className={styles['changes']}>
      {added.map(({ name, type }) => (
        <li key={`+${name}`} data-change="added">
          + <Name most={48}>{name}</Name> <span className={styles['quiet']}>{type}</span>
        </li>
      ))}
      {removed.map(({ name, type }) => (
        <li key={`-${name}`} data-change="removed">
          − <Name most={48}>{name}</Name> <span className={styles['quiet']}>{type}</span>
        </li>
      ))}
      {changed.map(({ name, before, after }) => (
        <li key={`~${name}`}>
          ~ <Name most={48}>{name}</Name>{' '}
          <span className={styles['quiet']}>
            {before.type ?? '—'} → {after.type ?? '—'}
          </span>
        </li>
      ))}
      {more > 0 && (
        <li>
          <Trans>and {more} more</Trans>
        </li>
      )}
    </ul>
  );
}
