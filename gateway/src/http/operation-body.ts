import { z } from 'zod';
import { BadUserInputError } from '@hotpass/kernel';

const object = z.record(z.string(), z.unknown());
const operation = z.object({
  query: z.string().nullish(),
  documentId: z.string().nullish(),
  id: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: object.nullish(),
  extensions: object.nullish(),
});
const persistedQuery = z.object({ persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string() }) });

/** What a caller asks for, the same on every transport: an operation as text, or by the id of one that is kept here. */
export interface RequestedOperation {
  readonly query?: string;
  readonly persistedId?: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/**
 * A GraphQL operation from the body of a POST, whose bytes must be UTF-8 and JSON (`JSON.parse` alone takes what is
 * no UTF-8 with its letters replaced).
 * @throws BadUserInputError
 */
export function operationFromBody(contentType: string | undefined, body: unknown): RequestedOperation {
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? ''))
    throw new BadUserInputError('Send the operation as application/json.', { status: 415 });
  return parsedOperation(parsedJson(Buffer.isBuffer(body) ? body : Buffer.alloc(0)));
}

/**
 * A GraphQL operation from the query string of a GET, `variables` and `extensions` as JSON.
 * @throws BadUserInputError
 */
export function operationFromQuery(query: Readonly<Record<string, unknown>>): RequestedOperation {
  const { variables, extensions, ...texts } = query;
  return parsedOperation({ ...texts, variables: jsonParameter(variables), extensions: jsonParameter(extensions) });
}

/** @throws BadUserInputError */
export function parsedOperation(json: unknown): RequestedOperation {
  if (Array.isArray(json)) throw new BadUserInputError('Send one operation at a time.');
  const { data } = operation.safeParse(json);
  // graphql-transport-ws wants a `query`, so an empty one stands for none.
  const query = data?.query || undefined;
  const persistedId = data && query === undefined ? persistedIdOf(data) : undefined;
  if (!data || (query === undefined && !persistedId))
    throw new BadUserInputError(
      'An operation is an object with `query` (text) or `documentId` (of one kept here), and `variables` (object), `extensions` (object) and `operationName` (text) where needed.',
    );
  const { operationName, variables } = data;
  return { ...(query === undefined ? { persistedId: persistedId! } : { query }), operationName, variables };
}

function persistedIdOf({ documentId, id, extensions }: z.infer<typeof operation>): string | undefined {
  return documentId ?? id ?? persistedQuery.safeParse(extensions).data?.persistedQuery.sha256Hash;
}

function jsonParameter(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new BadUserInputError('`variables` and `extensions` are JSON objects.');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parsedJson(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
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
  return placeOf(header, 'Hotpass-Min-Position');
}

/**
 * `Last-Event-ID`, which a browser sends when it opens a stream of events again: the cursor of the last event it had.
 * @throws BadUserInputError
 */
export function lastEventIdOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined || header === '') return undefined;
  return placeOf(header, 'Last-Event-ID');
}

function placeOf(header: string | string[], argument: string): string {
  if (typeof header !== 'string' || !/^[\w-]{1,128}$/.test(header))
    throw new BadUserInputError(`${argument} takes a cursor, an entry id or a position.`, { argument });
  return header;
}
