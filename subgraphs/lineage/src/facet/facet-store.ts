import type { ProjectorTx } from '@hotpass/log';
import type { FacetFact } from './facet-text.ts';
import type { FacetRepository, HeldFacet } from './facet.repository.ts';
import { isGreater } from './told.ts';

/** What a batch did to what is held. */
export interface FacetChanges {
  /** The facets whose content is another than before. */
  readonly changed: readonly FacetFact[];
  /** Whether a facet has the content that was held before the batch. */
  wasHeld(facet: FacetFact): boolean;
}

/** Holds the newest facet of each entity and name. */
export class FacetStore {
  readonly #facets: FacetRepository;

  constructor(facets: FacetRepository) {
    this.#facets = facets;
  }

  /** Merges a batch into what is held. */
  async merge(tx: ProjectorTx, told: readonly FacetFact[]): Promise<FacetChanges> {
    const held = new Map((await this.#facets.readHeld(tx, told)).map((facet) => [keyOf(facet), facet]));
    const newest = await this.#newestOf(tx, told, held);
    const wasHeld = (facet: FacetFact): boolean => held.get(keyOf(facet))?.hash === facet.text.hash;
    const changed = newest.filter((facet) => !wasHeld(facet));
    if (newest.length > 0) await this.#write(tx, newest, changed);
    const replaced = [...new Set(changed.flatMap((facet) => held.get(keyOf(facet))?.hash ?? []))];
    if (replaced.length > 0) await this.#facets.dropDocs(tx, replaced);
    return { changed, wasHeld };
  }

  async #write(tx: ProjectorTx, newest: readonly FacetFact[], changed: readonly FacetFact[]): Promise<void> {
    const docs = new Map(changed.flatMap(({ text }) => (text.hash === null ? [] : [[text.hash, text.text] as const])));
    if (docs.size > 0) await this.#facets.writeDocs(tx, docs);
    await this.#facets.writeHeld(
      tx,
      newest.map(({ entity, name, at, text }) => ({ entity, name, at, hash: text.hash })),
    );
  }

  /** Those that are later than what is held, or at the same time say something greater. */
  async #newestOf(tx: ProjectorTx, told: readonly FacetFact[], held: ReadonlyMap<string, HeldFacet>): Promise<FacetFact[]> {
    const tied = told.flatMap((facet) => {
      const other = held.get(keyOf(facet));
      return isTie(facet, other) && other.hash !== null ? [other.hash] : [];
    });
    const docs = tied.length > 0 ? await this.#facets.readDocs(tx, tied) : new Map<string, string>();
    return told.filter((facet) => {
      const other = held.get(keyOf(facet));
      if (other === undefined || facet.at > other.at) return true;
      return isTie(facet, other) && isGreater(facet.text.text, docs.get(other.hash ?? '') ?? '');
    });
  }
}

function isTie(facet: FacetFact, other: HeldFacet | undefined): other is HeldFacet {
  return other !== undefined && other.at === facet.at && other.hash !== facet.text.hash;
}

function keyOf(facet: { readonly entity: string; readonly name: string }): string {
  return `${facet.entity} ${facet.name}`;
}
