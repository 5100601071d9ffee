import { DomainError, TimeoutError, UnavailableError } from '@hotpass/kernel';
import { DataError } from './data-error.ts';

/**
 * `data`: the same input will fail again anywhere. `outage`: the same call may succeed later.
 * `bug`: neither; somebody must look.
 */
export type Failure = 'data' | 'outage' | 'bug';

/** Connection, transaction rollback, resources, operator intervention, system, snapshot too old. */
const outageClasses = new Set(['08', '25', '40', '53', '55', '57', '58', '72']);
const dataClasses = new Set(['22', '23', '54']);

/** What node and the driver throw when a connection cannot be had or is gone; they carry no SQLSTATE. */
const connectionMessages = /connection terminated|timeout|not queryable|connection error|closed the connection|client was closed/i;
const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT', 'EAI_AGAIN']);

/** The five characters of SQLSTATE when Postgres answered with an error, else null. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return null;
  return typeof error.code === 'string' && error.code.length === 5 ? error.code : null;
}

/** No partition for a row: not the row's fault, though Postgres calls it a check violation (one without a name). */
function isMissingPartition(error: unknown): boolean {
  return sqlState(error) === '23514' && error instanceof Error && !('constraint' in error && error.constraint !== undefined);
}

/** Tells poison from outage, so that an outage never sets entries aside and poison never blocks for ever. */
export function failureOf(error: unknown): Failure {
  const state = sqlState(error);
  if (state !== null) {
    if (isMissingPartition(error)) return 'outage';
    if (dataClasses.has(state.slice(0, 2))) return 'data';
    // Of class 25 only the termination of an idle transaction is the server's doing.
    if (state.startsWith('25')) return state === '25P03' || state === '25P04' || state === '25006' ? 'outage' : 'bug';
    return outageClasses.has(state.slice(0, 2)) ? 'outage' : 'bug';
  }
  if (error instanceof DataError || error instanceof SyntaxError) return 'data';
  if (error instanceof UnavailableError || error instanceof TimeoutError) return 'outage';
  if (error instanceof AggregateError && error.errors.length > 0) return failureOf(error.errors[0]);
  if (!(error instanceof Error)) return 'bug';
  if ('code' in error && typeof error.code === 'string' && connectionCodes.has(error.code)) return 'outage';
  return connectionMessages.test(error.message) && error.constructor === Error ? 'outage' : 'bug';
}

/** A reason that is safe to show: ours, never the database's words. */
export function reasonOf(error: unknown): string {
  const state = sqlState(error);
  if (state !== null) return `The database refused it (SQLSTATE ${state}).`;
  if (error instanceof DataError) return error.message;
  if (error instanceof SyntaxError) return 'Its body is not JSON.';
  return 'An unexpected error; the log of this process tells more.';
}

/** What callers see: an outage as UnavailableError, everything else as it came. */
export function shownError(error: unknown): unknown {
  return failureOf(error) === 'outage' && !(error instanceof DomainError) ? unavailable(error) : error;
}

export function unavailable(cause: unknown, retryAfterMs = 1_000): UnavailableError {
  const error = new UnavailableError('The database does not answer. Try again.', { retryAfterMs });
  error.cause = cause;
  return error;
}
