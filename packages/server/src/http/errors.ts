import { DomainError, type ErrorCode } from '@hotpass/kernel';

const statusByCode: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  STALE_VERSION: 409,
  APPROVAL_REQUIRED: 403,
  CONTRACT_VIOLATED: 422,
  POLICY_DENIED: 403,
  LIMIT_EXCEEDED: 400,
  RATE_LIMITED: 429,
  TIMEOUT: 504,
  PERSISTED_QUERY_NOT_FOUND: 404,
  RESYNC: 409,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** What a caller of a REST route gets for a failure. */
export interface ErrorAnswer {
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  readonly body: {
    readonly error: { readonly code: ErrorCode; readonly message: string; readonly requestId: string } & Record<string, unknown>;
  };
}

/** Failures of the HTTP layer itself, by Fastify's error code. */
const httpFailures: Readonly<Record<string, { status: number; code: ErrorCode; message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'LIMIT_EXCEEDED', message: 'The body is larger than this address takes.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: 'BAD_USER_INPUT',
    message: 'The body is not as long as its Content-Length says.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'BAD_USER_INPUT', message: 'This content type is not taken here.' },
};

/** Null for anything unexpected: a bug, to be logged once and shown as INTERNAL_SERVER_ERROR. */
export function expectedFailure(error: unknown, requestId: string): ErrorAnswer | null {
  if (error instanceof DomainError) {
    const { retryAfterMs, status } = error.details;
    return {
      status: typeof status === 'number' ? status : statusByCode[error.code],
      retryAfterSeconds: typeof retryAfterMs === 'number' ? Math.max(1, Math.ceil(retryAfterMs / 1000)) : null,
      body: { error: { ...error.details, code: error.code, message: error.message, requestId } },
    };
  }
  const known = error instanceof Error && 'code' in error ? httpFailures[String(error.code)] : undefined;
  if (!known) return null;
  return { status: known.status, retryAfterSeconds: null, body: { error: { code: known.code, message: known.message, requestId } } };
}

export function unexpectedFailure(requestId: string): ErrorAnswer {
  const message = 'Something went wrong inside the hub. Its log has the details under this request id.';
  return { status: 500, retryAfterSeconds: null, body: { error: { code: 'INTERNAL_SERVER_ERROR', message, requestId } } };
}
