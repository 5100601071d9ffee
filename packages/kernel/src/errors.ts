/** The closed list of codes a caller can meet, the same for GraphQL, REST, command line and agents. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'STALE_VERSION',
  'APPROVAL_REQUIRED',
  'CONTRACT_VIOLATED',
  'POLICY_DENIED',
  'LIMIT_EXCEEDED',
  'RATE_LIMITED',
  'TIMEOUT',
  'PERSISTED_QUERY_NOT_FOUND',
  'RESYNC',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * An expected failure. `message` is ours and safe to show a person or an agent;
 * `code` and `details` reach clients as `extensions`. Anything else that is thrown is a bug.
 */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message);
    this.details = details;
  }

  /** What GraphQL copies into the error's `extensions`. */
  get extensions(): Record<string, unknown> {
    return { ...this.details, code: this.code };
  }
}

export class BadUserInputError extends DomainError {
  override name = 'BadUserInputError';
  readonly code = 'BAD_USER_INPUT';
}

export class ForbiddenError extends DomainError {
  override name = 'ForbiddenError';
  readonly code = 'FORBIDDEN';
}

export class NotFoundError extends DomainError {
  override name = 'NotFoundError';
  readonly code = 'NOT_FOUND';
}

export class LimitExceededError extends DomainError {
  override name = 'LimitExceededError';
  readonly code = 'LIMIT_EXCEEDED';
}

export class StaleVersionError extends DomainError {
  override name = 'StaleVersionError';
  readonly code = 'STALE_VERSION';
}

/** Something did not answer in time; the same call may succeed later. */
export class TimeoutError extends DomainError {
  override name = 'TimeoutError';
  readonly code = 'TIMEOUT';
}

/** The service cannot take the call now; `details.retryAfterMs` says when to try again. */
export class UnavailableError extends DomainError {
  override name = 'UnavailableError';
  readonly code = 'UNAVAILABLE';
}

/** No operation is kept under the id a caller sent. */
export class PersistedQueryNotFoundError extends DomainError {
  override name = 'PersistedQueryNotFoundError';
  readonly code = 'PERSISTED_QUERY_NOT_FOUND';
}

/** A cursor cannot be resumed; `details.cursor` is the newest one to start from after loading again. */
export class ResyncError extends DomainError {
  override name = 'ResyncError';
  readonly code = 'RESYNC';

  constructor(newestCursor: string, reason: string) {
    super(`This cursor cannot be resumed: ${reason}. Load the data again and go on from the newest cursor.`, { cursor: newestCursor });
  }
}
