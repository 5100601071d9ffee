import { contentHash } from '@hotpass/kernel';
import { maskCredentials, schemaColumnsOf } from '@hotpass/openlineage';
import type { SchemaColumn } from '@hotpass/openlineage';

/** The columns a schema names, content addressed, without who sent them and without the credentials of addresses. */
export interface SchemaDoc {
  readonly hash: string;
  readonly columns: readonly SchemaColumn[];
  /** JSON of `[path, type, description]` of each column. */
  readonly text: string;
}

/** The schemas of one batch. A schema that names no column says nothing. */
export class SchemaDocs {
  readonly #byFacet = new Map<unknown, SchemaDoc | null>();
  readonly #byHash = new Map<string, SchemaDoc>();

  of(schemaFacet: unknown): SchemaDoc | null {
    if (schemaFacet === undefined) return null;
    const known = this.#byFacet.get(schemaFacet);
    if (known !== undefined) return known;
    const doc = schemaDoc(schemaColumnsOf(schemaFacet));
    this.#byFacet.set(schemaFacet, doc);
    if (doc !== null) this.#byHash.set(doc.hash, doc);
    return doc;
  }

  byHash(hash: string): SchemaDoc | null {
    return this.#byHash.get(hash) ?? null;
  }
}

function schemaDoc(told: readonly SchemaColumn[]): SchemaDoc | null {
  if (told.length === 0) return null;
  const columns = told.map((column) => ({ ...column, description: column.description && maskCredentials(column.description) }));
  const text = JSON.stringify(columns.map(({ path, type, description }) => [path, type, description]));
  return { hash: contentHash(text), columns, text };
}

/** Reads what `schemaDoc` wrote. */
export function columnsOfText(text: string): SchemaColumn[] {
  const rows: readonly (readonly [string, string | null, string | null])[] = JSON.parse(text);
  return rows.map(([path, type, description]) => ({ path, type, description }));
}
