import { trace } from '@opentelemetry/api';
import { pino, type Logger } from 'pino';
import { errorFields } from './error-fields.ts';
import { requestScope } from './request-scope.ts';

export type { Logger } from 'pino';

/**
 * JSON lines on stderr, so that stdout stays free for what a command prints. Every line carries the request and the
 * trace it belongs to. Log an object, then a constant sentence; never an event's body or a setting's value.
 */
export function createLogger(name: string, level = 'info'): Logger {
  return pino(
    { name, level, base: { name }, serializers: { err: (error: unknown) => errorFields(error) }, mixin: origin },
    pino.destination({ dest: 2, sync: false }),
  );
}

/** Ends the process like Node does when nobody expected an error, but tells it as every other line is told. */
export function logCrashes(logger: Logger): void {
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'unexpected error, the process ends');
    logger.flush();
    process.exit(1);
  });
}

function origin(): object {
  const { requestId, traceId } = requestScope();
  const span = trace.getActiveSpan()?.spanContext();
  return {
    ...(requestId === undefined ? {} : { requestId }),
    ...(span ? { traceId: span.traceId, spanId: span.spanId } : traceId === undefined ? {} : { traceId }),
  };
}
