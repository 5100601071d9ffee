import { Plural, Trans } from '@lingui/react/macro';
import { InspectorDatasetDocument, type InspectorDatasetQuery } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { Name } from '../../ui/Name.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { lineagePath } from '../omnibox/omnibox-entry.ts';
import styles from './Inspector.module.css';
import { Description, Facts, Owners, TagList } from './Facts.tsx';
import { RunLine } from './RunLine.tsx';
import { Answer, Section } from './Section.tsx';
import { useAsked } from './use-asked.ts';

type Found = NonNullable<InspectorDatasetQuery['dataset']>;

/** What a dataset is, whose it is, and what happened to it last. */
export function DatasetOverview({ id }: { readonly id: string }): React.ReactNode {
  const asked = useAsked(InspectorDatasetDocument, { id });
  return (
    <Answer asked={asked} of={(data) => data.dataset}>
      {(dataset) => (
        <>
          <Description {...dataset} />
          <Section title={<Trans>Last written</Trans>}>
            {dataset.lastWrittenBy ? (
              <RunLine run={dataset.lastWrittenBy} hasJob />
            ) : (
              <p className={styles['quiet']}>
                <Trans>No run is known to have written it.</Trans>
              </p>
            )}
          </Section>
          <Versions versions={dataset.versions.nodes} />
          <Names dataset={dataset} />
          <Owners owners={dataset.owners} />
          <TagList tags={dataset.tags} />
          <Facts namespace={dataset.namespace.name} firstSeenAt={dataset.firstSeenAt} lastSeenAt={dataset.lastSeenAt} />
        </>
      )}
    </Answer>
  );
}

function Versions({ versions }: { readonly versions: Found['versions']['nodes'] }): React.ReactNode {
  if (versions.length === 0) return null;
  return (
    <Section title={<Trans>Versions</Trans>}>
      <ul className={styles['lines']}>
        {versions.map(({ id, at, version, schemaChange }) => (
          <li key={id}>
            <span className={styles['grow']}>
              {version ? <Name most={20}>{version}</Name> : <Trans>Written</Trans>}
              {schemaChange && <SchemaCounts {...schemaChange} />}
            </span>
            <RelativeTime at={at} className={styles['meta']} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function SchemaCounts({
  addedCount,
  removedCount,
  changedCount,
}: NonNullable<Found['versions']['nodes'][number]['schemaChange']>): React.ReactNode {
  return (
    <span className={styles['meta']}>
      {addedCount > 0 && (
        <>
          {' '}
          · <Plural value={addedCount} one="# column added" other="# columns added" />
        </>
      )}
      {removedCount > 0 && (
        <>
          {' '}
          · <Plural value={removedCount} one="# removed" other="# removed" />
        </>
      )}
      {changedCount > 0 && (
        <>
          {' '}
          · <Plural value={changedCount} one="# changed" other="# changed" />
        </>
      )}
    </span>
  );
}

/** Other names of the same dataset, and what it was called before or is called since. */
function Names({ dataset: { id, aliases, renamedFrom, renamedTo } }: { readonly dataset: Found }): React.ReactNode {
  const others = aliases.filter((alias) => alias.id !== id);
  if (others.length === 0 && !renamedFrom && !renamedTo) return null;
  return (
    <Section title={<Trans>Names</Trans>}>
      <ul className={styles['lines']}>
        {others.map((alias) => (
          <li key={alias.id}>
            <span className={styles['grow']}>
              <Trans>
                also <Name most={36}>{alias.name}</Name>
              </Trans>
            </span>
          </li>
        ))}
        {renamedFrom && (
          <li>
            <span className={styles['grow']}>
              <Trans>
                was <OtherName of={renamedFrom} />
              </Trans>
            </span>
          </li>
        )}
        {renamedTo && (
          <li>
            <span className={styles['grow']}>
              <Trans>
                is called <OtherName of={renamedTo} /> since
              </Trans>
            </span>
          </li>
        )}
      </ul>
    </Section>
  );
}

function OtherName({ of: { id, name } }: { readonly of: { readonly id: string; readonly name: string } }): React.ReactNode {
  return (
    <AppLink path={lineagePath(id, name)}>
      <Name most={36}>{name}</Name>
    </AppLink>
  );
}
