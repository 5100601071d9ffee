import { inRequest, inSpan, type Logger } from '@hotpass/server';
import type { AdmittedOperation } from './admission/admission.ts';
import type { CallContext } from './call-context.ts';

/** Runs an operation that came over a socket as HTTP's come: in a span of its own, under its request id, with a line when it is answered. */
export async function inOperation<Result>(
  { operation }: AdmittedOperation,
  { requestId }: CallContext,
  logger: Logger,
  run: () => Promise<Result>,
): Promise<Result> {
  const name = operation.name?.value;
  const facts = {
    name: name === undefined ? operation.operation : `${operation.operation} ${name}`,
    kind: 'SERVER',
    attributes: {
      'graphql.operation.type': operation.operation,
      ...(name === undefined ? {} : { 'graphql.operation.name': name }),
      'network.protocol.name': 'websocket',
    },
  } as const;
  const since = performance.now();
  return inRequest({ requestId }, () =>
    inSpan(facts, async () => {
      const result = await run();
      logger.debug({ operation: operation.operation, elapsedMs: Math.round(performance.now() - since) }, 'operation answered on a socket');
      return result;
    }),
  );
}
