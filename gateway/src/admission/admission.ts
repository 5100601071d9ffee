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
import { BadUserInputError, DomainError, LimitExceededError } from '@hotpass/kernel';
import { BoundedCache, type CacheUse } from '@hotpass/server';
import type { RequestedOperation } from '../http/operation-body.ts';
import type { Limits } from '../limits.ts';
import { noOperations, PersistedOperations } from '../operations/persisted-operations.ts';
import type { CostModel } from './cost.ts';
import { deprecationsIn, type Deprecation } from './deprecations.ts';
import { documentShape } from './document-shape.ts';
import { hasMoreTokensThan } from './tokens.ts';

/** An operation that was admitted, as Apollo runs it. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

export interface AdmittedOperation {
  /** SHA-256 of the query's text. */
  readonly hash: string;
  readonly query: string;
  /** What it uses that will not stay. */
  readonly deprecations: readonly Deprecation[];
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface AdmissionOptions {
  /** What callers may ask for by its id. */
  readonly persisted?: PersistedOperations;
  /** Called for everything deprecated that an admitted operation uses. */
  readonly onDeprecatedUse?: (coordinate: string) => void;
}

export type Verdict = { readonly admitted: AdmittedOperation } | { readonly refused: readonly GraphQLError[] };

interface KnownDocument {
  readonly document: DocumentNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly deprecations: readonly Deprecation[];
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
  readonly #persisted: PersistedOperations;
  readonly #onDeprecatedUse: AdmissionOptions['onDeprecatedUse'];
  readonly #known = new BoundedCache<KnownDocument>(cachedCharacters);
  /** Of the texts of those documents: to look one up is much cheaper than to compute it. */
  readonly #hashes = new BoundedCache<string>(cachedCharacters);

  constructor(schema: GraphQLSchema, costs: CostModel, limits: Limits, { persisted, onDeprecatedUse }: AdmissionOptions = {}) {
    this.#persisted = persisted ?? new PersistedOperations(noOperations);
    this.#onDeprecatedUse = onDeprecatedUse;
    this.schema = schema;
    this.#costs = costs;
    this.#limits = limits;
  }

  /** How the documents that are kept are used. */
  get documents(): Omit<CacheUse, 'name'> {
    return this.#known.use;
  }

  admit(request: RequestedOperation, allowed: readonly OperationTypeNode[]): Verdict {
    try {
      const query = request.query ?? this.#persisted.documentOf(request.persistedId ?? '');
      const hash = this.#hashes.get(query) ?? createHash('sha256').update(query).digest('hex');
      const known = this.#known.get(hash) ?? this.#examine(hash, query);
      if ('refused' in known) return known;
      const operation = requestedOperation(known.document, request.operationName, allowed);
      this.#refuseAbove('cost', this.#costs.costOf(operation, known.fragments, request.variables ?? {}));
      for (const { coordinate } of known.deprecations) this.#onDeprecatedUse?.(coordinate);
      return { admitted: { hash, query, document: known.document, deprecations: known.deprecations, operation } };
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
    const deprecations = deprecationsIn(this.schema, document);
    const known = { document, fragments: new Map(fragments.map((one) => [one.name.value, one])), deprecations };
    this.#known.set(hash, known, query.length + documentOverhead);
    this.#hashes.set(query, hash, query.length + documentOverhead);
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
    throw new BadUserInputError(
      operation.operation === 'subscription'
        ? 'A subscription runs over WebSocket (graphql-transport-ws) or with Accept: text/event-stream on this address.'
        : `A ${operation.operation} is sent by POST.`,
    );
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
  const advice =
    limit === 'cost'
      ? 'Ask for less of each list (`first`, `maxNodes`), or for lists inside lists in an operation of their own.'
      : 'Ask in several operations.';
  return new LimitExceededError(`This operation has ${value} ${limitNames[limit]}; ${maximum} are allowed. ${advice}`, {
    limit,
    maximum,
    value,
  });
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions: { code } });
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof DomainError) return new GraphQLError(error.message, { extensions: error.extensions });
  throw error;
}
