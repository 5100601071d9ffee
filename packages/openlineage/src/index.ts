export { columnLineageOf, explicitJobLineageOf, explicitLineageOf } from './column-lineage.ts';
export type { ColumnDependency, ExplicitJobLineage, Transformation, TransformationType } from './column-lineage.ts';
export {
  datasetVersionOf,
  documentationOf,
  isDeletedFacet,
  lifecycleChangeOf,
  ownersOf,
  schemaColumnsOf,
  tagsOf,
} from './dataset-facets.ts';
export type { FacetOwner, FacetTag, LifecycleChange, LifecycleStateChange, SchemaColumn } from './dataset-facets.ts';
export type { EntityName } from './entity-name.ts';
export { eventOf } from './event-of.ts';
export { parseEventTime } from './event-time.ts';
export type { EventTime } from './event-time.ts';
export { datasetsOf, eventTypes } from './event-view.ts';
export type { DatasetView, EventKind, EventType, EventView, Facets, JobView } from './event-view.ts';
export type { FacetFieldShape, FacetObjectShape, FacetShapes, FacetUnionShape, FacetValueKind } from './facet-shape.ts';
export { facetShapes } from './generated/facet-shapes.ts';
export { maskCredentials } from './mask-credentials.ts';
export { errorMessageOf, nominalTimeOf, parentOf, processingTypeOf } from './known-facets.ts';
export type { NominalTime, ParentRun, ProcessingType, RunReference } from './known-facets.ts';
export { isEncodable, isName } from './json.ts';
export { jsonText } from './json-text.ts';
export { readEvent } from './read-event.ts';
export { facetTypeOf, readFacetField } from './read-facet.ts';
export type { FacetObject, FacetValue } from './read-facet.ts';
export type { FacetPlace } from './schema-check.ts';
export { conformanceOf, validateEvent } from './conformance.ts';
export type { ConformanceReport } from './conformance.ts';
export type * from './generated/types.ts';
export type { ConformanceIssue } from './issue-list.ts';
export { jobCodeOf } from './job-code.ts';
export type { JobCode } from './job-code.ts';
export * from './run-dataset-facets.ts';
export * from './run-facets.ts';
export { symlinksOf } from './symlinks.ts';
export type { Symlink } from './symlinks.ts';
