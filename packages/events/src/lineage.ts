import { z } from 'zod';

/** Entry types of what people say of the graph. Keys are the ids it is said of; a column comes with its dataset. */
export const lineageEntryTypes = {
  namespaceTagged: 'lineage.namespace.tagged',
  datasetTagged: 'lineage.dataset.tagged',
  jobTagged: 'lineage.job.tagged',
  columnTagged: 'lineage.column.tagged',
  untagged: 'lineage.tag.removed',
  described: 'lineage.description.changed',
  viewSaved: 'lineage.view.saved',
  viewDeleted: 'lineage.view.deleted',
} as const;

export type LineageEntryType = (typeof lineageEntryTypes)[keyof typeof lineageEntryTypes];

/** Body of `lineage.<kind>.tagged`. An empty value: the key says it all. */
export const taggedFact = z.strictObject({ entity: z.string(), key: z.string(), value: z.string() });

/** Body of `lineage.tag.removed`. */
export const untaggedFact = z.strictObject({ entity: z.string(), key: z.string() });

/** Body of `lineage.description.changed`; null takes the description back. */
export const describedFact = z.strictObject({ entity: z.string(), description: z.string().nullable() });

/** Body of `lineage.view.saved`: the whole view as it is from here on. */
export const viewSavedFact = z.strictObject({ view: z.string(), name: z.string(), query: z.string(), shared: z.boolean() });

/** Body of `lineage.view.deleted`. */
export const viewDeletedFact = z.strictObject({ view: z.string() });

export type TaggedFact = z.infer<typeof taggedFact>;
export type UntaggedFact = z.infer<typeof untaggedFact>;
export type DescribedFact = z.infer<typeof describedFact>;
export type ViewSavedFact = z.infer<typeof viewSavedFact>;
export type ViewDeletedFact = z.infer<typeof viewDeletedFact>;
