import { laterTold } from '../facet/told.ts';
import type { Told } from '../facet/told.ts';

/** What the events of one run say of one dataset it wrote. Each part is decided apart. */
export interface VersionFact {
  readonly id: string;
  readonly dataset: string;
  readonly run: string;
  readonly version: Told<string> | null;
  /** Hash of the schema. */
  readonly schema: Told<string> | null;
  readonly lifecycle: Told<string> | null;
}

/** A version somebody read, by its producer's word, and when it was first read. */
export interface PinFact {
  readonly id: string;
  readonly dataset: string;
  readonly version: string;
  readonly at: number;
}

/** Associative, commutative and idempotent: neither order nor repetition nor batching of the events shows. */
export function mergeVersions(a: VersionFact, b: VersionFact): VersionFact {
  return {
    ...a,
    version: laterTold(a.version, b.version),
    schema: laterTold(a.schema, b.schema),
    lifecycle: laterTold(a.lifecycle, b.lifecycle),
  };
}
