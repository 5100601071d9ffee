import { columnId } from '@hotpass/kernel';
import type { ProjectorTx } from '@hotpass/log';
import type { Told } from '../facet/told.ts';
import type { SchemaDocs } from './schema-doc.ts';
import type { NewestSchema, SchemaRepository, StoredColumn } from './schema.repository.ts';

/** Holds the newest schema of each dataset, and its columns. */
export class SchemaStore {
  readonly #schemas: SchemaRepository;

  constructor(schemas: SchemaRepository) {
    this.#schemas = schemas;
  }

  /** Merges a batch into what is held: the later counts, of two at one time the greater hash. Empty text is a deleted schema. */
  async merge(tx: ProjectorTx, told: ReadonlyMap<string, Told<string>>, docs: SchemaDocs): Promise<void> {
    const held = new Map((await this.#schemas.readNewest(tx, [...told.keys()])).map((schema) => [schema.dataset, schema]));
    const newest = [...told].flatMap(([dataset, { at, value }]): NewestSchema[] => {
      const before = held.get(dataset);
      const isNewer = before === undefined || at > before.at || (at === before.at && value > (before.hash ?? ''));
      return isNewer ? [{ dataset, at, hash: value === '' ? null : value }] : [];
    });
    if (newest.length === 0) return;
    await this.#schemas.writeNewest(tx, newest);
    const changed = newest.filter(({ dataset, hash }) => hash !== (held.get(dataset)?.hash ?? null));
    if (changed.length > 0) await this.#replaceColumns(tx, changed, docs);
  }

  async #replaceColumns(tx: ProjectorTx, schemas: readonly NewestSchema[], docs: SchemaDocs): Promise<void> {
    const datasets = schemas.map((schema) => schema.dataset);
    const before = new Map((await this.#schemas.readColumns(tx, datasets)).map((column) => [column.id, column]));
    const after = schemas.flatMap(({ dataset, hash }) =>
      ((hash === null ? null : docs.byHash(hash))?.columns ?? []).map((column, i): StoredColumn => ({
        id: columnId(dataset, column.path),
        dataset,
        ordinal: i + 1,
        ...column,
      })),
    );
    const kept = new Set(after.map((column) => column.id));
    const dropped = [...before.keys()].filter((id) => !kept.has(id));
    const written = after.filter((column) => !isSame(column, before.get(column.id)));
    if (dropped.length > 0) await this.#schemas.dropColumns(tx, dropped);
    if (written.length > 0) await this.#schemas.writeColumns(tx, written);
  }
}

function isSame(a: StoredColumn, b: StoredColumn | undefined): boolean {
  return a.ordinal === b?.ordinal && a.type === b.type && a.description === b.description;
}
