import { Trans } from '@lingui/react/macro';
import { lineagePath } from '../../features/omnibox/omnibox-entry.ts';
import type { StartChangesQuery } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { Name } from '../../ui/Name.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './Start.module.css';

type Change = StartChangesQuery['recentChanges']['nodes'][number];

/** What changed last, newest first, each in words with the way to it. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }): React.ReactNode {
  return (
    <ul className={styles['changes']}>
      {changes.map((change) => (
        <li key={change.id}>
          <span>
            <ChangeWords change={change} />
          </span>
          {change.at !== null && <RelativeTime at={change.at} className={styles['when']} />}
        </li>
      ))}
    </ul>
  );
}

function ChangeWords({ change: { kind, dataset, job } }: { readonly change: Change }): React.ReactNode {
  const data = dataset ? <Subject of={dataset} /> : <Trans>a dataset</Trans>;
  const doer = job ? <Subject of={job} /> : <Trans>A job</Trans>;
  switch (kind) {
    case 'DATASET_ADDED':
      return <Trans>{data} is new</Trans>;
    case 'DATASET_DROPPED':
      return <Trans>{data} was dropped</Trans>;
    case 'DATASET_RENAMED':
      return <Trans>{data} got this name</Trans>;
    case 'DATASET_TRUNCATED':
      return <Trans>{data} was emptied</Trans>;
    case 'INPUT_ADDED':
      return (
        <Trans>
          {doer} reads {data}, for the first time
        </Trans>
      );
    case 'INPUT_REMOVED':
      return (
        <Trans>
          {doer} no longer reads {data}
        </Trans>
      );
    case 'JOB_ADDED':
      return <Trans>{doer} is new</Trans>;
    case 'OUTPUT_ADDED':
      return (
        <Trans>
          {doer} writes {data}, for the first time
        </Trans>
      );
    case 'OUTPUT_REMOVED':
      return (
        <Trans>
          {doer} no longer writes {data}
        </Trans>
      );
    case 'SCHEMA_CHANGED':
      return <Trans>{data} has other columns</Trans>;
  }
}

function Subject({ of: { id, name } }: { readonly of: { readonly id: string; readonly name: string } }): React.ReactNode {
  return (
    <AppLink path={lineagePath(id, name)}>
      <Name most={40}>{name}</Name>
    </AppLink>
  );
}
