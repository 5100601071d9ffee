import { randomFillSync } from 'node:crypto';
import { context, createContextKey, ROOT_CONTEXT, type Context } from '@opentelemetry/api';

const traceIdKey = createContextKey('hotpass trace id');

/**
 * Where a span belongs to a trace of which only the id is known: an entry of the log keeps the id of the request that
 * brought it, and no span. A span begun here is a root of that trace.
 */
export function contextOfTrace(traceId: string): Context {
  return ROOT_CONTEXT.setValue(traceIdKey, traceId);
}

/** Random ids, except for a root span begun in `contextOfTrace`. */
export class EntryTraceIds {
  generateTraceId(): string {
    const known = context.active().getValue(traceIdKey);
    return typeof known === 'string' ? known : randomId(16);
  }

  generateSpanId(): string {
    return randomId(8);
  }
}

/** Hexadecimal; all zeros would mean that there is none. */
function randomId(bytes: number): string {
  const id = randomFillSync(Buffer.allocUnsafe(bytes)).toString('hex');
  return /^0+$/.test(id) ? randomId(bytes) : id;
}
