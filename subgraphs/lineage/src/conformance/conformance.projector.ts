import { openLineageEntryTypes } from '@hotpass/events';
import type { Projector } from '@hotpass/log';
import { reportOf } from './conformance-report.ts';
import type { ConformanceRepository } from './conformance.repository.ts';

export const conformanceConsumer = 'lineage.conformance';

/** Every stored event → its conformance report. Raise the version when the schemas or the rules change. */
export function conformanceProjector(reports: ConformanceRepository): Projector {
  return {
    name: conformanceConsumer,
    kind: 'projector',
    version: 1,
    types: Object.values(openLineageEntryTypes),
    project: (tx, entries) => reports.insert(tx, entries.map(reportOf)),
    reset: (tx) => reports.clear(tx),
  };
}
