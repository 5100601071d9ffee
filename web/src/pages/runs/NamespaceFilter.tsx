import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { RunsNamespacesDocument } from '../../generated/graphql/graphql.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Name } from '../../ui/Name.tsx';
import type { ChangeRunsAddress } from './use-runs-address.ts';
import styles from './RunsToolbar.module.css';

/** Namespaces of jobs: each chosen one can be taken away, another can be added. */
export function NamespaceFilter({
  chosen,
  change,
}: {
  readonly chosen: readonly string[];
  readonly change: ChangeRunsAddress;
}): React.ReactNode {
  const { t } = useLingui();
  const names = useNamespaces().filter((name) => !chosen.includes(name));
  return (
    <>
      {chosen.map((name) => (
        <Chip
          key={name}
          removeLabel={t`Remove namespace ${name}`}
          onRemove={() => change({ ns: chosen.filter((one) => one !== name) }, { replace: true })}
        >
          <Name most={36}>{name}</Name>
        </Chip>
      ))}
      <select
        className={styles['field']}
        aria-label={t`Add a namespace`}
        value=""
        onChange={({ target }) => {
          if (target.value !== '') change({ ns: [...chosen, target.value] }, { replace: true });
        }}
      >
        <option value="">{chosen.length === 0 ? t`All namespaces` : t`Add a namespace`}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name.length > 80 ? `${name.slice(0, 79)}…` : name}
          </option>
        ))}
      </select>
    </>
  );
}

/** Every namespace the hub knows, page by page. */
function useNamespaces(): readonly string[] {
  const [after, setAfter] = useState<string | null>(null);
  const [known, setKnown] = useState<readonly string[]>([]);
  const [{ data }] = useQuery({ query: RunsNamespacesDocument, variables: { after } });
  const page = data?.namespaces;
  useEffect(() => {
    if (!page) return;
    setKnown((before) => [...new Set([...before, ...page.nodes.map(({ name }) => name)])]);
    if (page.pageInfo.hasNextPage) setAfter(page.pageInfo.endCursor ?? null);
  }, [page]);
  return known;
}
