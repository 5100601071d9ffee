import { Trans } from '@lingui/react/macro';
import { Name } from '../../ui/Name.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './Inspector.module.css';
import { Section } from './Section.tsx';

/** What people or producers say it is. */
export function Description({
  description,
  describedBy,
}: {
  readonly description?: string | null | undefined;
  readonly describedBy?: string | null | undefined;
}): React.ReactNode {
  if (!description) return null;
  return (
    <section className={styles['section']}>
      <p className={styles['description']} dir="auto">
        {description}
      </p>
      {describedBy && (
        <p className={styles['meta']}>
          <Trans>
            said by <Name most={40}>{describedBy}</Name>
          </Trans>
        </p>
      )}
    </section>
  );
}

export function Owners({
  owners,
}: {
  readonly owners: readonly { readonly name: string; readonly type?: string | null | undefined }[];
}): React.ReactNode {
  if (owners.length === 0) return null;
  return (
    <Section title={<Trans>Owners</Trans>}>
      <ul className={styles['lines']}>
        {owners.map(({ name, type }) => (
          <li key={`${name} ${type ?? ''}`}>
            <span className={styles['grow']}>
              <bdi>{name}</bdi>
            </span>
            <span className={styles['meta']}>{type}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function TagList({
  tags,
}: {
  readonly tags: readonly { readonly key: string; readonly value: string; readonly field?: string | null | undefined }[];
}): React.ReactNode {
  if (tags.length === 0) return null;
  return (
    <Section title={<Trans>Tags</Trans>}>
      <ul className={styles['lines']}>
        {tags.map(({ key, value, field }) => (
          <li key={`${field ?? ''} ${key} ${value}`}>
            <span className={styles['grow']}>
              <Name most={40}>{value === '' || value === 'true' ? key : `${key}: ${value}`}</Name>
            </span>
            {field && (
              <span className={styles['meta']}>
                <Name most={20}>{field}</Name>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Where it belongs and since when it is known. */
export function Facts({
  namespace,
  firstSeenAt,
  lastSeenAt,
}: {
  readonly namespace: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}): React.ReactNode {
  return (
    <section className={styles['section']}>
      <dl className={styles['facts']}>
        <dt>
          <Trans>Namespace</Trans>
        </dt>
        <dd>
          <Name most={40}>{namespace}</Name>
        </dd>
        <dt>
          <Trans>First seen</Trans>
        </dt>
        <dd>
          <RelativeTime at={firstSeenAt} />
        </dd>
        <dt>
          <Trans>Last seen</Trans>
        </dt>
        <dd>
          <RelativeTime at={lastSeenAt} />
        </dd>
      </dl>
    </section>
  );
}
