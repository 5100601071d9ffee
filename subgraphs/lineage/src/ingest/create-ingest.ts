import type { FastifyInstance } from 'fastify';
import { systemClock, type Clock } from '@hotpass/kernel';
import type { Log, Projector } from '@hotpass/log';
import { conformanceProjector } from '../conformance/conformance.projector.ts';
import { ConformanceRepository } from '../conformance/conformance.repository.ts';
import { ConformanceResolver } from '../conformance/conformance.resolver.ts';
import { ConformanceService } from '../conformance/conformance.service.ts';
import { ingestTelemetry } from '../telemetry.ts';
import { IngestResolver } from './ingest.resolver.ts';
import { IngestService } from './ingest.service.ts';
import { Ingestor, type IngestorLimits } from './ingestor.ts';
import { registerOpenLineageRoutes } from './openlineage.route.ts';

export interface IngestParts {
  readonly log: Pick<Log, 'appendEvents' | 'database' | 'reached'>;
  readonly clock?: Clock;
  readonly limits?: IngestorLimits;
}

/** Everything through which events come in and their conformance is asked for. Disposed of, it answers what it has taken and takes no more. */
export interface Ingest extends AsyncDisposable {
  readonly service: IngestService;
  readonly resolvers: readonly object[];
  readonly projectors: readonly Projector[];
  readonly routes: (app: FastifyInstance) => void;
}

/** Wires ingest and conformance for the composition root. */
export function createIngest({ log, clock = systemClock, limits }: IngestParts): Ingest {
  const ingestor = new Ingestor(log, limits);
  const service = new IngestService(ingestor, clock, ingestTelemetry());
  const reports = new ConformanceRepository();
  return {
    service,
    resolvers: [new IngestResolver(service), new ConformanceResolver(new ConformanceService(log, reports))],
    projectors: [conformanceProjector(reports)],
    routes: (app) => registerOpenLineageRoutes(app, service),
    [Symbol.asyncDispose]: () => ingestor[Symbol.asyncDispose](),
  };
}
