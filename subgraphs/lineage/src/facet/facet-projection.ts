import type { ProjectorTx } from '@hotpass/log';
import { maskCredentials, tagsOf } from '@hotpass/openlineage';
import type { FacetTag } from '@hotpass/openlineage';
import { namedColumnsOf } from '../column/named-columns.ts';
import type { SchemaDocs } from '../column/schema-doc.ts';
import { SchemaStore } from '../column/schema-store.ts';
import type { SchemaRepository } from '../column/schema.repository.ts';
import { followKeys } from '../projection/follow-keys.ts';
import type { VersionWriterRepository } from '../version/version-writer.repository.ts';
import type { FacetFacts } from './facet-facts.ts';
import { FacetStore } from './facet-store.ts';
import type { FacetTagRepository } from './facet-tag.repository.ts';
import type { FacetRepository } from './facet.repository.ts';

interface Repositories {
  readonly facets: FacetRepository;
  readonly tags: FacetTagRepository;
  readonly schemas: SchemaRepository;
  readonly versions: VersionWriterRepository;
}

/**
 * Brings up to date with a batch what producers tell of datasets and jobs beside edges. All of it is a pure function
 * of the set of events, whatever their order, repetition and batching: the latest says what holds. Documents are
 * written only when they are new, and columns and tags only when what holds has changed.
 */
export class FacetProjection {
  readonly #repositories: Repositories;
  readonly #store: FacetStore;
  readonly #schemas: SchemaStore;

  constructor(repositories: Repositories) {
    this.#repositories = repositories;
    this.#store = new FacetStore(repositories.facets);
    this.#schemas = new SchemaStore(repositories.schemas);
  }

  /** `docs` are the schemas of the batch. */
  async apply(tx: ProjectorTx, facts: FacetFacts, docs: SchemaDocs): Promise<void> {
    const { versions } = this.#repositories;
    // Each has tables of its own, so none waits for another's answers; they are sent in this order.
    await Promise.all([
      followKeys(tx),
      facts.facets.size > 0 ? this.#applyFacets(tx, facts) : null,
      this.#applySchemas(tx, facts, docs),
      facts.runs.size > 0 ? versions.writeRuns(tx, facts.runs) : null,
      facts.versions.size > 0 ? versions.writeVersions(tx, [...facts.versions.values()]) : null,
      facts.pins.size > 0 ? versions.writePins(tx, [...facts.pins.values()]) : null,
      facts.lifecycle.size > 0 ? versions.writeLifecycle(tx, [...facts.lifecycle.values()]) : null,
    ]);
  }

  async #applyFacets(tx: ProjectorTx, facts: FacetFacts): Promise<void> {
    const { schemas, tags } = this.#repositories;
    const { changed, wasHeld } = await this.#store.merge(tx, [...facts.facets.values()]);
    const tagged = changed.filter((facet) => facet.name === 'tags');
    if (tagged.length > 0) {
      await tags.replace(tx, new Map(tagged.map(({ entity, text }) => [entity, text.hash === null ? [] : tagsToKeep(text.json)])));
    }
    // What is held has named its columns when it came.
    const columns = namedColumnsOf([...facts.tellings.values()].filter((telling) => !wasHeld(telling)));
    if (columns.size > 0) await schemas.nameColumns(tx, columns);
  }

  async #applySchemas(tx: ProjectorTx, facts: FacetFacts, docs: SchemaDocs): Promise<void> {
    const { schemas } = this.#repositories;
    const written = new Set([...facts.versions.values()].flatMap(({ schema }) => schema?.value ?? []));
    const ofVersions = [...written].flatMap((hash) => docs.byHash(hash) ?? []);
    await Promise.all([
      ofVersions.length > 0 ? schemas.writeDocs(tx, ofVersions) : null,
      facts.schemas.size > 0 ? this.#schemas.merge(tx, facts.schemas, docs) : null,
    ]);
  }
}

function tagsToKeep(json: unknown): FacetTag[] {
  return tagsOf(json).map((tag) => ({ ...tag, value: maskCredentials(tag.value) }));
}
