import { GraphQLError, type ExecutionResult } from 'graphql';
import { TimeoutError, UnavailableError, type DomainError } from '@hotpass/kernel';

export function unreachable(subgraph: string): UnavailableError {
  return new UnavailableError(`The subgraph ${subgraph} cannot be reached.`, { subgraph });
}

export function tooLate(subgraph: string): TimeoutError {
  return new TimeoutError(`The subgraph ${subgraph} did not answer in time.`, { subgraph });
}

/** An answer that is nothing but this failure. */
export function failedResult(error: DomainError): ExecutionResult {
  return { errors: [new GraphQLError(error.message, { extensions: error.extensions })] };
}

/** Whether a subgraph answered nothing at all for this reason (an error of one field leaves `data`, even if null). */
export function isNothingBut(code: 'TIMEOUT' | 'UNAVAILABLE', result: ExecutionResult): boolean {
  return result.data === undefined && (result.errors ?? []).some((error) => error.extensions?.['code'] === code);
}

const outageCodes: readonly unknown[] = ['TIMEOUT', 'UNAVAILABLE'];

/**
 * Whether nothing but an outage or lateness keeps the answer from being whole. Fields may stand beside the errors: what
 * a subgraph has in memory still answers while its database is away.
 */
export function isHeldUp({ errors = [] }: ExecutionResult): boolean {
  return errors.length > 0 && errors.every((error) => outageCodes.includes(error.extensions?.['code']));
}
