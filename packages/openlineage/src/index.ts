export { parseEventTime } from './event-time.ts';
export type { EventTime } from './event-time.ts';
export { eventTypes } from './event-view.ts';
export type { DatasetView, EventKind, EventType, EventView, Facets, JobView } from './event-view.ts';
export { errorMessageOf, nominalTimeOf, parentOf, processingTypeOf } from './known-facets.ts';
export type { NominalTime, ParentRun, ProcessingType, RunReference } from './known-facets.ts';
export { readEvent } from './read-event.ts';
