import { Link } from '@tanstack/react-router';
import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { slugOf } from '../../address/lineage-address.ts';
import { LineageStartDocument } from '../../generated/graphql/graphql.ts';
import { Name } from '../../ui/Name.tsx';

/** Where lineage begins while no subject is chosen: what changed last. */
export function LineageStartPage(): React.ReactNode {
  const [{ data }] = useQuery({ query: LineageStartDocument });
  return (
    <section>
      <h1>
        <Trans>Lineage</Trans>
      </h1>
      <ul>
        {data?.recentChanges.nodes.map(({ id, dataset, job }) => {
          const subject = dataset ?? job;
          if (!subject) return null;
          return (
            <li key={id}>
              <Link to="/lineage/$id/{-$slug}" params={{ id: String(subject.id), slug: slugOf(subject.name) }}>
                <Name>{subject.name}</Name>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
