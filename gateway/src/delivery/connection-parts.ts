import type { ExecutionResult } from 'graphql';
import type { Logger } from '@hotpass/server';
import type { Admission, OperationRequest } from '../admission/admission.ts';
import type { CallContext } from '../call-context.ts';
import type { Limits } from '../limits.ts';
import type { Subscriptions } from '../subscriptions/subscriptions.ts';
import type { WriteBatches } from './write-batches.ts';

/** What serves operations over connections that stay open, whatever they speak. */
export interface ConnectionParts {
  readonly admission: Admission;
  readonly subscriptions: Subscriptions;
  /** Runs an admitted query or mutation until the deadline; the context's signal says when the caller has gone. */
  readonly execute: (request: OperationRequest, context: CallContext) => Promise<ExecutionResult>;
  readonly batches: WriteBatches;
  readonly limits: Limits;
  readonly logger: Logger;
}
