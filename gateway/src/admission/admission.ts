import { createHash } from 'node:crypto';
import {
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import { BadUserInputError, LimitExceededError } from '@hotpass/kernel';
import type { CacheUse } from '@hotpass/server';
import { BoundedCache } from '../bounded-cache.ts';
import type { Limits } from '../limits.ts';
import type { CostModel } from './cost.ts';
import { documentShape } from './document-shape.ts';
import { hasMoreTokensThan } from './tokens.ts';

/** What a caller asks for, the same on HTTP and WebSocket. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

export interface AdmittedOperation {
  /** SHA-256 of the query's text. */
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export type Verdict = { readonly admitted: AdmittedOperation } | { readonly refused: readonly GraphQLError[] };

interface KnownDocument {
  readonly document: DocumentNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Characters of query text whose parsed documents are kept. */
const cachedCharacters = 4 * 1024 * 1024;
/** What a parsed document takes beside its text, so that many short ones are bounded too. */
const documentOverhead = 500;

/**
 * Decides before planning whether an operation may run: planning is where a small text can cost minutes.
 * Documents are parsed, measured and validated once; only the cost depends on the variables.
 */
export class Admission {
  readonly schema: GraphQLSchema;
  readonly #costs: CostModel;
  readonly #limits: Limits;
  readonly #known = new BoundedCache<KnownDocument>(cachedCharacters);

  constructor(schema: GraphQLSchema, costs: CostModel, limits: Limits) {
    this.schema = schema;
    this.#costs = costs;
    this.#limits = limits;
  }

  /** How the documents that are kept are used. */
  get documents(): Omit<CacheUse, 'name'> {
    return this.#known.use;
  }

  admit(request: OperationRequest, allowed: readonly OperationTypeNode[]): Verdict {
    try {
      const hash = createHash('sha256').update(request.query).digest('hex');
      const known = this.#known.get(hash) ?? this.#examine(hash, request.query);
      if ('refused' in known) return known;
      const operation = requestedOperation(known.document, request.operationName, allowed);
      this.#refuseAbove('cost', this.#costs.costOf(operation, known.fragments, request.variables ?? {}));
      return { admitted: { hash, document: known.document, operation } };
    } catch (error) {
      return { refused: [asGraphQLError(error)] };
    }
  }

  /** The document of a text that was admitted, while it is remembered. */
  admittedDocument(hash: string): DocumentNode | undefined {
    return this.#known.get(hash)?.document;
  }

  #examine(hash: string, query: string): KnownDocument | { readonly refused: readonly GraphQLError[] } {
    if (hasMoreTokensThan(this.#limits.tokens, query))
      throw limitExceeded('tokens', this.#limits.tokens, `more than ${this.#limits.tokens}`);
    const document = parsed(query);
    const shape = documentShape(document);
    for (const limit of ['depth', 'aliases', 'rootFields', 'selections'] as const) this.#refuseAbove(limit, shape[limit]);
    const mistakes = validationMistakes(this.schema, document);
    if (mistakes.length > 0) return { refused: mistakes.map((mistake) => withCode(mistake, 'GRAPHQL_VALIDATION_FAILED')) };
    const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
    const known = { document, fragments: new Map(fragments.map((one) => [one.name.value, one])) };
    this.#known.set(hash, known, query.length + documentOverhead);
    return known;
  }

  #refuseAbove(limit: 'depth' | 'aliases' | 'rootFields' | 'selections' | 'cost', value: number): void {
    if (value > this.#limits[limit]) throw limitExceeded(limit, this.#limits[limit], Math.min(value, Number.MAX_SAFE_INTEGER));
  }
}

function validationMistakes(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  try {
    return validate(schema, document, specifiedRules, { maxErrors: 20, hideSuggestions: true });
  } catch (error) {
    // The rule of one root field throws where a variable decides whether the field is there.
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query);
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
}

function requestedOperation(
  document: DocumentNode,
  name: string | null | undefined,
  allowed: readonly OperationTypeNode[],
): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (!operation) throw new BadUserInputError('`operationName` must name one operation of the document.', { argument: 'operationName' });
  if (!allowed.includes(operation.operation))
    throw new BadUserInputError(`A ${operation.operation} runs over WebSocket (graphql-transport-ws) on this address.`);
  return operation;
}

const limitNames = {
  tokens: 'tokens',
  depth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'root fields',
  selections: 'selections with fragments written out',
  cost: 'objects to load (cost)',
} as const;

function limitExceeded(limit: keyof typeof limitNames, maximum: number, value: number | string): LimitExceededError {
  return new LimitExceededError(`This operation has ${value} ${limitNames[limit]}; ${maximum} are allowed.`, { limit, maximum, value });
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions: { code } });
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof BadUserInputError || error instanceof LimitExceededError)
    return new GraphQLError(error.message, { extensions: error.extensions });
  throw error;
}
