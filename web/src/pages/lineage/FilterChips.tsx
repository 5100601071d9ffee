import { Trans, useLingui } from '@lingui/react/macro';
import { stateFilters } from '../../features/lineage-graph/state-filter.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Name } from '../../ui/Name.tsx';
import { stateWord } from './filter-words.ts';
import type { LineagePageProps } from './page-props.ts';

/** What the graph is filtered by, each to be taken away. */
export function FilterChips({ address, change }: LineagePageProps): React.ReactNode {
  const { t } = useLingui();
  const states = stateFilters.filter((state) => address.state.includes(state));
  return (
    <>
      {address.tag.map((tag) => (
        <Chip key={tag} removeLabel={t`Show more than the tag ${tag}`} onRemove={() => change({ tag: without(address.tag, tag) })}>
          <Trans>
            tag: <Name most={20}>{tag}</Name>
          </Trans>
        </Chip>
      ))}
      {address.ns.map((ns) => (
        <Chip key={ns} removeLabel={t`Show more than the namespace ${ns}`} onRemove={() => change({ ns: without(address.ns, ns) })}>
          <Trans>
            in <Name most={24}>{ns}</Name>
          </Trans>
        </Chip>
      ))}
      {states.map((state) => (
        <Chip
          key={state}
          removeLabel={t`Show more than the state ${stateWord(state)}`}
          onRemove={() => change({ state: without(address.state, state) })}
        >
          {stateWord(state)}
        </Chip>
      ))}
      {address.q !== null && (
        <Chip removeLabel={t`Show all names`} onRemove={() => change({ q: null })}>
          <Trans>
            name has <Name most={20}>{address.q}</Name>
          </Trans>
        </Chip>
      )}
    </>
  );
}

function without(list: readonly string[], gone: string): readonly string[] {
  return list.filter((one) => one !== gone);
}
