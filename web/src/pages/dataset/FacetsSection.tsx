import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { FacetsPanel } from '../../features/facets/FacetsPanel.tsx';
import { DatasetPageFacetsDocument } from '../../generated/graphql/graphql.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';

/** What producers tell of it, facet by facet. */
export function FacetsSection({ id, total }: { readonly id: string; readonly total: number }): React.ReactNode {
  const [{ data, error }, ask] = useQuery({ query: DatasetPageFacetsDocument, variables: { id } });
  const facets = data?.dataset?.facets;
  return (
    <>
      {error && (
        <ErrorNote
          onRetry={() => ask({ requestPolicy: 'network-only' })}
          {...shownBeside(error, facets !== undefined)}
          requestId={requestIdOf(error)}
        >
          <Trans>The facets could not be read.</Trans>
        </ErrorNote>
      )}
      {facets ? <FacetsPanel facets={facets} total={total} /> : !error && <SkeletonRows rows={6} height={33} />}
    </>
  );
}
