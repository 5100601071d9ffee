import { operationText } from '../../features/share/operation-text.ts';
import {
  DatasetPageColumnsDocument,
  DatasetPageDocument,
  DatasetPageFacetsDocument,
  DatasetPageRunsDocument,
  DatasetPageVersionsDocument,
} from '../../generated/graphql/graphql.ts';
import type { DatasetTab } from './use-dataset-tab.ts';

/** Quality is told with the dataset itself. */
const documentOf = {
  schema: DatasetPageColumnsDocument,
  versions: DatasetPageVersionsDocument,
  runs: DatasetPageRunsDocument,
  quality: null,
  facets: DatasetPageFacetsDocument,
} as const;

/** What fetches a dataset and what the open tab tells of it. */
export function datasetOperations(id: string, tab: DatasetTab): string {
  const document = documentOf[tab];
  return operationText([{ document: DatasetPageDocument, variables: { id } }, ...(document ? [{ document, variables: { id } }] : [])]);
}
