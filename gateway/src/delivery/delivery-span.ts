import { beginSpan } from '@hotpass/server';
import type { ResultText } from './result-text.ts';

/** Of one result; a trace with thousands of deliveries tells no more. */
const mostTold = 16;
const told = new WeakMap<ResultText, number>();

/** Tells in the trace of an event that it goes out to a subscriber; answers what to call when it has left. */
export function deliverySpan(result: ResultText): (() => void) | undefined {
  const { origin } = result;
  if (!origin) return undefined;
  const count = told.get(result) ?? 0;
  if (count >= mostTold) return undefined;
  told.set(result, count + 1);
  return beginSpan(
    {
      name: 'send result',
      kind: 'PRODUCER',
      attributes: {
        'messaging.system': 'hotpass',
        'messaging.operation.name': 'deliver',
        'messaging.operation.type': 'send',
        'messaging.message.body.size': result.bytes.byteLength,
      },
    },
    origin,
  );
}
