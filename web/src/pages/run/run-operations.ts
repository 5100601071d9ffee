import type { RunAddress } from '../../address/run-address.ts';
import { operationText } from '../../features/share/operation-text.ts';
import {
  RunComparisonDocument,
  RunDatasetsDocument,
  RunGlanceDocument,
  RunPageDocument,
  RunStepsDocument,
} from '../../generated/graphql/graphql.ts';

/** What fetches a run with its steps, what it read and wrote, and the comparison; or the step beside it. */
export function runOperations(id: string, { step, vs }: RunAddress): string {
  const run = [
    { document: RunPageDocument, variables: { id } },
    { document: RunStepsDocument, variables: { id } },
  ];
  const beside =
    step === null
      ? [
          { document: RunDatasetsDocument, variables: { id } },
          { document: RunComparisonDocument, variables: { id, otherId: vs } },
        ]
      : [{ document: RunGlanceDocument, variables: { id: step } }];
  return operationText([...run, ...beside]);
}
