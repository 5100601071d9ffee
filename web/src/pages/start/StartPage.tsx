import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { StartChangesDocument } from '../../generated/graphql/graphql.ts';

/** What changed last. */
export function StartPage(): React.ReactNode {
  const [{ data }] = useQuery({ query: StartChangesDocument });
  return (
    <>
      <h1>
        <Trans>What changed last</Trans>
      </h1>
      <ul>
        {data?.recentChanges.nodes.map((change) => (
          <li key={change.id}>
            <bdi className="mono">{change.dataset?.name ?? change.job?.name}</bdi> {change.kind}
          </li>
        ))}
      </ul>
    </>
  );
}
