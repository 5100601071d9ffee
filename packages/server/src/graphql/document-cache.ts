import { parse, validate, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { CacheUse } from '../telemetry/cache-metrics.ts';

const capacity = 1_000;

interface CachedDocument {
  readonly document: DocumentNode;
  errors?: readonly GraphQLError[];
}

/** Parses each operation once, and validates it once where that is asked for. The oldest leaves when it is full. */
export class DocumentCache {
  readonly #schema: GraphQLSchema;
  readonly #documents = new Map<string, CachedDocument>();
  #hits = 0;
  #misses = 0;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  get use(): Omit<CacheUse, 'name'> {
    return { entries: this.#documents.size, hits: this.#hits, misses: this.#misses };
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
    if (known) {
      this.#hits += 1;
      this.#documents.delete(query);
      this.#documents.set(query, known);
      return known;
    }
    this.#misses += 1;
    const entry: CachedDocument = { document: parse(query, { noLocation: true, maxTokens: 20_000 }) };
    this.#documents.set(query, entry);
    if (this.#documents.size > capacity) this.#documents.delete(this.#documents.keys().next().value!);
    return entry;
  }
}
