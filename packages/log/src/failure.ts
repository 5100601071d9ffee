import { types } from 'node:util';
import { DomainError, TimeoutError, UnavailableError } from '@hotpass/kernel';
import { DataError } from './data-error.ts';

/**
 * `data`: the same input will fail again anywhere. `outage`: the same call may succeed later.
 * `bug`: neither; somebody must look.
 */
export type Failure = 'data' | 'outage' | 'bug';

/** Connection, transaction rollback, resources, operator intervention, system, snapshot too old. */
const outageClasses = new Set(['08', '40', '53', '55', '57', '58', '72']);
/** Of class 25 only these are the server's doing: a transaction that was idle, or took, too long. */
const terminated = new Set(['25P03', '25P04']);
const dataClasses = new Set(['22', '23', '54']);

/** What node and the driver throw when a connection cannot be had or is gone; they carry no SQLSTATE. */
const connectionMessages = /connection terminated|timeout|not queryable|connection error|closed the connection|client was closed/i;
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);

/** The five characters of SQLSTATE when Postgres answered with an error, else null. */
export function sqlState(error: unknown): string | null {
  if (!types.isNativeError(error) || !('code' in error) || !('severity' in error)) return null;
  return typeof error.code === 'string' && error.code.length === 5 ? error.code : null;
}

/** No partition for a row: not the row's fault, though Postgres calls it a check violation (one without a name). */
function isMissingPartition(error: unknown): boolean {
  return sqlState(error) === '23514' && !(types.isNativeError(error) && 'constraint' in error && error.constraint !== undefined);
}

/** What input too large or too deep ends in: a limit of the engine, as of the stack. Those of node have a code. */
function isBeyondEngine(error: unknown): boolean {
  return error instanceof RangeError && !('code' in error);
}

/** Tells poison from outage, so that an outage never sets entries aside and poison never blocks for ever. */
export function failureOf(error: unknown): Failure {
  const state = sqlState(error);
  if (state !== null) {
    if (isMissingPartition(error)) return 'outage';
    if (dataClasses.has(state.slice(0, 2))) return 'data';
    if (terminated.has(state)) return 'outage';
    return outageClasses.has(state.slice(0, 2)) ? 'outage' : 'bug';
  }
  if (error instanceof DataError || error instanceof SyntaxError || isBeyondEngine(error)) return 'data';
  if (error instanceof UnavailableError || error instanceof TimeoutError) return 'outage';
  if (!types.isNativeError(error)) return 'bug';
  // Both addresses of a name were tried.
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) return failureOf(error.errors[0]);
  if ('syscall' in error && error.syscall === 'connect') return 'outage';
  if ('code' in error && typeof error.code === 'string') return connectionCodes.has(error.code) ? 'outage' : 'bug';
  return connectionMessages.test(error.message) && error.name === 'Error' ? 'outage' : 'bug';
}

/** A reason that is safe to show: ours, never the database's words. */
export function reasonOf(error: unknown): string {
  const state = sqlState(error);
  if (state !== null) return `The database refused it (SQLSTATE ${state}).`;
  if (error instanceof DataError) return error.message;
  if (error instanceof SyntaxError) return 'Its body is not JSON.';
  if (isBeyondEngine(error)) return 'Something in it is too large, too deep or out of range.';
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
