import { InspectorDatasetFacetsDocument, InspectorJobFacetsDocument } from '../../generated/graphql/graphql.ts';
import { FacetsPanel } from '../facets/FacetsPanel.tsx';
import styles from './Inspector.module.css';
import { Answer } from './Section.tsx';
import { useAsked } from './use-asked.ts';

/** What producers tell of a dataset, facet by facet. */
export function DatasetFacets({ id }: { readonly id: string }): React.ReactNode {
  const asked = useAsked(InspectorDatasetFacetsDocument, { id });
  return (
    <div className={styles['section']}>
      <Answer asked={asked} of={(data) => data.dataset}>
        {({ facets, facetCount }) => <FacetsPanel facets={facets} total={facetCount} />}
      </Answer>
    </div>
  );
}

/** What producers tell of a job, facet by facet. */
export function JobFacets({ id }: { readonly id: string }): React.ReactNode {
  const asked = useAsked(InspectorJobFacetsDocument, { id });
  return (
    <div className={styles['section']}>
      <Answer asked={asked} of={(data) => data.job}>
        {({ facets, facetCount }) => <FacetsPanel facets={facets} total={facetCount} />}
      </Answer>
    </div>
  );
}
