import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import type { DatasetsAddress } from '../../address/datasets-address.ts';
import { DatasetsCountDocument } from '../../generated/graphql/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { datasetFilterOf } from './datasets-filter.ts';
import type { DatasetFiltersProps } from './DatasetFilters.tsx';
import styles from './Datasets.module.css';

/** Which filter hides how many: what there would be without each of them. */
export function FilteredToNothing({ address, onChange }: DatasetFiltersProps): React.ReactNode {
  return (
    <EmptyNote title={<Trans>No dataset is like this.</Trans>}>
      <ul className={styles['without']}>
        {address.q !== null && (
          <Without address={address} without={{ q: null }} onChange={onChange} label={<Trans>the part of the name</Trans>} />
        )}
        {address.ns.length > 0 && (
          <Without address={address} without={{ ns: [] }} onChange={onChange} label={<Trans>the namespaces</Trans>} />
        )}
        {address.tag.length > 0 && <Without address={address} without={{ tag: [] }} onChange={onChange} label={<Trans>the tags</Trans>} />}
        {address.state !== null && (
          <Without address={address} without={{ state: null }} onChange={onChange} label={<Trans>the state</Trans>} />
        )}
      </ul>
      <Button onClick={() => onChange({ q: null, ns: [], tag: [], state: null })}>
        <Trans>Remove all filters</Trans>
      </Button>
    </EmptyNote>
  );
}

function Without({
  address,
  without,
  label,
  onChange,
}: DatasetFiltersProps & { readonly without: Partial<DatasetsAddress>; readonly label: React.ReactNode }): React.ReactNode {
  const [{ data }] = useQuery({ query: DatasetsCountDocument, variables: { filter: datasetFilterOf({ ...address, ...without }) } });
  const count = data?.datasets.totalCount;
  return (
    <li>
      <Trans>
        Without {label}: {count ?? '…'}
      </Trans>{' '}
      {count !== undefined && count !== null && count > 0 && (
        <Button kind="quiet" onClick={() => onChange(without)}>
          <Trans>Remove it</Trans>
        </Button>
      )}
    </li>
  );
}
