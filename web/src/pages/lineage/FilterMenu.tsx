import { Trans, useLingui } from '@lingui/react/macro';
import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger, Popover, Button as AriaButton } from 'react-aria-components';
import type { GraphTopology } from '../../features/lineage-graph/model.ts';
import { stateFilters } from '../../features/lineage-graph/state-filter.ts';
import { Button } from '../../ui/Button.tsx';
import buttonStyles from '../../ui/Button.module.css';
import { Name } from '../../ui/Name.tsx';
import { stateWord } from './filter-words.ts';
import type { LineagePageProps } from './page-props.ts';
import styles from './LineageToolbar.module.css';

type FilterProps = LineagePageProps & { readonly topology: GraphTopology | null };

/** Narrows the graph by name, state, namespace and tag. */
export function FilterMenu(props: FilterProps): React.ReactNode {
  const { t } = useLingui();
  return (
    <DialogTrigger>
      <AriaButton className={`${buttonStyles['button']} ${buttonStyles['quiet']}`}>
        <ListFilter size={14} aria-hidden />
        <Trans>Filter</Trans>
      </AriaButton>
      <Popover placement="bottom start" className={styles['popover']!}>
        <Dialog className={styles['filters']!} aria-label={t`Filter the graph`}>
          <NameFilter {...props} />
          <StateFilters {...props} />
          <NamespaceFilters {...props} />
          <TagFilter {...props} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function NameFilter({ address, change }: FilterProps): React.ReactNode {
  return (
    <div className={styles['field']}>
      <label htmlFor="filter-name">
        <Trans>Name has</Trans>
      </label>
      <input
        id="filter-name"
        type="search"
        maxLength={200}
        value={address.q ?? ''}
        onChange={({ target }) => change({ q: target.value === '' ? null : target.value }, { replace: true })}
      />
    </div>
  );
}

function StateFilters({ address, change }: FilterProps): React.ReactNode {
  return (
    <Choices
      legend={<Trans>Last run</Trans>}
      options={stateFilters.map((state) => ({ value: state, label: stateWord(state) }))}
      chosen={address.state}
      onChange={(state) => change({ state })}
    />
  );
}

function NamespaceFilters({ topology, address, change }: FilterProps): React.ReactNode {
  const datasets = [...(topology?.vertices.values() ?? [])].filter(({ kind }) => kind === 'DATASET');
  const namespaces = [...new Set([...address.ns, ...datasets.map(({ namespace }) => namespace)])].toSorted().slice(0, 50);
  return (
    <Choices
      legend={<Trans>Namespace</Trans>}
      options={namespaces.map((namespace) => ({ value: namespace, label: <Name most={40}>{namespace}</Name> }))}
      chosen={address.ns}
      onChange={(ns) => change({ ns })}
    />
  );
}

function TagFilter({ address, change }: FilterProps): React.ReactNode {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const add = (): void => {
    const tag = text.trim();
    if (tag !== '' && !address.tag.includes(tag)) change({ tag: [...address.tag, tag] });
    setText('');
  };
  return (
    <form
      className={styles['field']}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label htmlFor="filter-tag">
        <Trans>Tag</Trans>
      </label>
      <div className={styles['add']}>
        <input
          id="filter-tag"
          value={text}
          maxLength={200}
          placeholder={t`pii or pii:email`}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit">
          <Trans>Add tag</Trans>
        </Button>
      </div>
      <p className={styles['hint']}>
        <Trans>A dataset carries the tags of its columns too.</Trans>
      </p>
    </form>
  );
}

function Choices({
  legend,
  options,
  chosen,
  onChange,
}: {
  readonly legend: React.ReactNode;
  readonly options: readonly { readonly value: string; readonly label: React.ReactNode }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}): React.ReactNode {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value} className={styles['option']}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
