import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import type { DatasetsAddress, DatasetStateName } from '../../address/datasets-address.ts';
import { DatasetsNamespacesDocument } from '../../generated/graphql/graphql.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Name } from '../../ui/Name.tsx';
import styles from './Datasets.module.css';

export interface DatasetFiltersProps {
  readonly address: DatasetsAddress;
  readonly onChange: (change: Partial<DatasetsAddress>) => void;
}

/** What narrows the list: a part of the name, namespaces, tags, the state. */
export function DatasetFilters({ address, onChange }: DatasetFiltersProps): React.ReactNode {
  const { t } = useLingui();
  return (
    <div className={styles['filters']} role="search" aria-label={t`Filter datasets`}>
      <SettledField label={t`Part of the name`} value={address.q ?? ''} onSettled={(q) => onChange({ q: q === '' ? null : q })} />
      <NamespaceChoice address={address} onChange={onChange} />
      <TagField address={address} onChange={onChange} />
      <select
        className={styles['field']}
        aria-label={t`State`}
        value={address.state ?? ''}
        onChange={({ target }) => onChange({ state: (target.value || null) as DatasetStateName | null })}
      >
        <option value="">{t`Any state`}</option>
        <option value="ACTIVE">{t`Active`}</option>
        <option value="DROPPED">{t`Dropped`}</option>
        <option value="RENAMED">{t`Renamed`}</option>
      </select>
      <Chips address={address} onChange={onChange} />
    </div>
  );
}

/** A text field that tells what it holds some moments after the last key, and at once on Enter. */
function SettledField({
  label,
  value,
  onSettled,
}: {
  readonly label: string;
  readonly value: string;
  readonly onSettled: (value: string) => void;
}): React.ReactNode {
  const [text, setText] = useState(value);
  useEffect(() => {
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onSettled(text), 250);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only what is typed starts the wait
  }, [text]);
  return (
    <input
      type="search"
      className={styles['field']}
      placeholder={label}
      aria-label={label}
      maxLength={200}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onKeyDown={({ key }) => key === 'Enter' && onSettled(text)}
    />
  );
}

function NamespaceChoice({ address, onChange }: DatasetFiltersProps): React.ReactNode {
  const { t } = useLingui();
  const [after, setAfter] = useState<string | null>(null);
  const [known, setKnown] = useState<readonly string[]>([]);
  const [{ data }] = useQuery({ query: DatasetsNamespacesDocument, variables: { after } });
  const page = data?.namespaces;
  useEffect(() => {
    if (!page) return;
    setKnown((before) => [...new Set([...before, ...page.nodes.map(({ name }) => name)])]);
    if (page.pageInfo.hasNextPage) setAfter(page.pageInfo.endCursor ?? null);
  }, [page]);
  const left = known.filter((name) => !address.ns.includes(name));
  return (
    <select
      className={styles['field']}
      aria-label={t`Add a namespace`}
      value=""
      onChange={({ target }) => target.value !== '' && onChange({ ns: [...address.ns, target.value] })}
    >
      <option value="">{address.ns.length === 0 ? t`All namespaces` : t`Add a namespace`}</option>
      {left.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

function TagField({ address, onChange }: DatasetFiltersProps): React.ReactNode {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const add = (): void => {
    const tag = text.trim();
    if (tag !== '' && !address.tag.includes(tag)) onChange({ tag: [...address.tag, tag] });
    setText('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <input
        type="search"
        className={styles['field']}
        placeholder={t`Tag, for example pii`}
        aria-label={t`Add a tag: key or key:value`}
        maxLength={200}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </form>
  );
}

function Chips({ address, onChange }: DatasetFiltersProps): React.ReactNode {
  const { t } = useLingui();
  return (
    <>
      {address.ns.map((name) => (
        <Chip
          key={name}
          removeLabel={t`Remove namespace ${name}`}
          onRemove={() => onChange({ ns: address.ns.filter((one) => one !== name) })}
        >
          <Name most={36}>{name}</Name>
        </Chip>
      ))}
      {address.tag.map((tag) => (
        <Chip key={tag} removeLabel={t`Remove tag ${tag}`} onRemove={() => onChange({ tag: address.tag.filter((one) => one !== tag) })}>
          <Trans>tag: {tag}</Trans>
        </Chip>
      ))}
    </>
  );
}
