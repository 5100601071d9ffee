import { z } from 'zod';
import { BadUserInputError } from '@hotpass/kernel';
import type { OperationRequest } from '../admission/admission.ts';

const variables = z.record(z.string(), z.unknown());
const operation = z.object({ query: z.string(), operationName: z.string().nullish(), variables: variables.nullish() });

/**
 * A GraphQL operation from the body of a POST, whose bytes must be UTF-8 and JSON (`JSON.parse` alone takes what is
 * no UTF-8 with its letters replaced).
 * @throws BadUserInputError
 */
export function operationFromBody(contentType: string | undefined, body: unknown): OperationRequest {
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? ''))
    throw new BadUserInputError('Send the operation as application/json.', { status: 415 });
  return parsedOperation(parsedJson(Buffer.isBuffer(body) ? body : Buffer.alloc(0)));
}

/** @throws BadUserInputError */
export function parsedOperation(json: unknown): OperationRequest {
  if (Array.isArray(json)) throw new BadUserInputError('Send one operation at a time.');
  const result = operation.safeParse(json);
  if (!result.success)
    throw new BadUserInputError(
      'An operation is an object with `query` (text), and `variables` (object) and `operationName` (text) where needed.',
    );
  return result.data;
}

function parsedJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new BadUserInputError('The body is not JSON in UTF-8.');
  }
}

/**
 * `Hotpass-Min-Position`: position, cursor or entry id the answer must show.
 * @throws BadUserInputError
 */
export function minPositionOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\w-]{1,128}$/.test(header))
    throw new BadUserInputError('Hotpass-Min-Position takes a cursor, an entry id or a position.', { argument: 'Hotpass-Min-Position' });
  return header;
}
