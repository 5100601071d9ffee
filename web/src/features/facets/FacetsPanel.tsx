import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { FacetItem, type FacetFacts } from './FacetItem.tsx';
import styles from './FacetsPanel.module.css';

/** From this many facets on they can be filtered by name. */
const filteredFrom = 5;

/** The facets of a run, job, dataset or version, each closed until it is asked for. `total` is how many the hub has. */
export function FacetsPanel({ facets, total }: { readonly facets: readonly FacetFacts[]; readonly total?: number }): React.ReactNode {
  const { t } = useLingui();
  const id = useId();
  const [filter, setFilter] = useState('');
  if (facets.length === 0) {
    return (
      <EmptyNote title={<Trans>No facets</Trans>}>
        <p>
          <Trans>Facets are what producers tell beyond names and states. Nothing of the kind was sent here.</Trans>
        </p>
      </EmptyNote>
    );
  }
  const wanted = filter.trim().toLowerCase();
  const shown = facets.filter(({ name }) => name.toLowerCase().includes(wanted));
  const hidden = facets.length - shown.length;
  const unasked = Math.max(0, (total ?? facets.length) - facets.length);
  return (
    <div className={styles['panel']}>
      {facets.length >= filteredFrom && (
        <input
          type="search"
          id={`${id}-filter`}
          className={styles['filter']}
          aria-label={t`Filter facets by name`}
          placeholder={t`Filter by name`}
          maxLength={200}
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
      )}
      <ul>
        {shown.map((facet) => (
          <FacetItem key={facet.name} facet={facet} />
        ))}
      </ul>
      <p className={styles['note']} role="status">
        {hidden > 0 && plural(hidden, { one: 'The name hides # facet.', other: 'The name hides # facets.' })}
        {hidden === 0 && unasked > 0 && plural(unasked, { one: '# more facet is not shown.', other: '# more facets are not shown.' })}
      </p>
    </div>
  );
}
