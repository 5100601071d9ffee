import { contentHash } from '@hotpass/kernel';
import { isDeletedFacet, jsonText, maskCredentials } from '@hotpass/openlineage';
import { isGreater } from './told.ts';

/** What an event says in one facet of a dataset or job. */
export interface FacetFact {
  readonly entity: string;
  readonly name: string;
  readonly at: number;
  readonly text: FacetText;
}

/** A facet as text, made when somebody needs it: most facets of a batch give way to newer ones unread. */
export class FacetText {
  /** As it was sent. */
  readonly json: unknown;
  #text: string | null = null;
  #hash: string | null = null;

  constructor(json: unknown) {
    this.json = json;
  }

  /** Its JSON without credentials; empty when the facet is deleted. */
  get text(): string {
    this.#text ??= isDeletedFacet(this.json) ? '' : maskCredentials(jsonText(this.json));
    return this.#text;
  }

  /** Null when the facet is deleted. */
  get hash(): string | null {
    this.#hash ??= this.text === '' ? null : contentHash(this.text);
    return this.#hash;
  }
}

/** The later; of two at one time the greater text. */
export function laterFacet(a: FacetFact, b: FacetFact): FacetFact {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return isGreater(b.text.text, a.text.text) ? b : a;
}
