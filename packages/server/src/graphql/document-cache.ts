import { parse, validate, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { CacheUse } from '../telemetry/cache-metrics.ts';
import { BoundedCache } from './bounded-cache.ts';

const capacity = 1_000;

interface CachedDocument {
  readonly document: DocumentNode;
  errors?: readonly GraphQLError[];
}

/** Parses each operation once, and validates it once where that is asked for. */
export class DocumentCache {
  readonly #schema: GraphQLSchema;
  readonly #documents = new BoundedCache<CachedDocument>(capacity);

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  get use(): Omit<CacheUse, 'name'> {
    return this.#documents.use;
  }

  /** @throws GraphQLError when the text is no GraphQL. */
  parsed(query: string): DocumentNode {
    return this.#entry(query).document;
  }

  /** Errors of the document against the schema; empty when it is valid. @throws GraphQLError when the text is no GraphQL. */
  validated(query: string): readonly GraphQLError[] {
    const entry = this.#entry(query);
    entry.errors ??= validate(this.#schema, entry.document);
    return entry.errors;
  }

  #entry(query: string): CachedDocument {
    const known = this.#documents.get(query);
    if (known) return known;
    const entry: CachedDocument = { document: parse(query, { noLocation: true, maxTokens: 20_000 }) };
    this.#documents.set(query, entry);
    return entry;
  }
}
