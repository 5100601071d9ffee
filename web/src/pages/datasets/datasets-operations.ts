import type { DatasetsAddress } from '../../address/datasets-address.ts';
import { operationText } from '../../features/share/operation-text.ts';
import { DatasetsPageDocument } from '../../generated/graphql/graphql.ts';
import { datasetFilterOf } from './datasets-filter.ts';

/** What fetches the first page of the datasets that an address lists. */
export function datasetsOperations(address: DatasetsAddress): string {
  return operationText([{ document: DatasetsPageDocument, variables: { filter: datasetFilterOf(address) } }]);
}
