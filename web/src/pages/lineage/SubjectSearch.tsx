import { Trans, useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import type { OmniboxEntry } from '../../features/omnibox/omnibox-entry.ts';
import { useOmniboxSearch } from '../../features/omnibox/use-omnibox-search.ts';
import { Name } from '../../ui/Name.tsx';
import { AppLink } from './AppLink.tsx';
import styles from './SubjectSearch.module.css';

/** Finds the dataset, job or column whose lineage to look at. */
export function SubjectSearch(): React.ReactNode {
  const { t } = useLingui();
  const id = useId();
  const router = useRouter();
  const [text, setText] = useState('');
  const found = useOmniboxSearch(text);
  const entries = found.entries.filter(({ kind, path }) => path !== null && kind !== 'run' && kind !== 'namespace').slice(0, 8);
  return (
    <search className={styles['search']}>
      <label htmlFor={id} className="visually-hidden">
        <Trans>Search datasets, jobs and columns</Trans>
      </label>
      <div className={styles['field']}>
        <Search size={16} aria-hidden />
        <input
          id={id}
          type="search"
          value={text}
          maxLength={500}
          placeholder={t`Search datasets, jobs and columns`}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && entries[0]?.path) router.history.push(entries[0].path);
          }}
        />
      </div>
      {entries.length > 0 && <Found entries={entries} />}
      {text.trim() !== '' && found.text === text && entries.length === 0 && (
        <p role="status" className={styles['none']}>
          {found.failure ? <Trans>The search did not answer.</Trans> : <Trans>Nothing has this name.</Trans>}
        </p>
      )}
    </search>
  );
}

function Found({ entries }: { readonly entries: readonly OmniboxEntry[] }): React.ReactNode {
  const { t } = useLingui();
  return (
    <ul>
      {entries.map(({ key, kind, name, detail, path }) => (
        <li key={key}>
          <AppLink path={path!}>
            <Name most={60}>{name}</Name>
            <span className={styles['detail']}>
              {kind === 'dataset' ? t`Dataset` : kind === 'job' ? t`Job` : t`Column`}
              {detail !== '' && (
                <>
                  {' · '}
                  <bdi>{detail}</bdi>
                </>
              )}
            </span>
          </AppLink>
        </li>
      ))}
    </ul>
  );
}
