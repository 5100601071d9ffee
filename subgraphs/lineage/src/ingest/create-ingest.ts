import type { FastifyInstance } from 'fastify';
import { systemClock, type Clock, type Principal } from '@hotpass/kernel';
import type { Log, Projector } from '@hotpass/log';
import { conformanceProjector } from '../conformance/conformance.projector.ts';
import { ConformanceResolver } from '../conformance/conformance.resolver.ts';
import { EventListing } from '../events/event-listing.ts';
import { eventLoaders, type EventLoaders } from '../events/event.loaders.ts';
import { EventRepository } from '../events/event.repository.ts';
import { EventResolver } from '../events/event.resolver.ts';
import { EventService } from '../events/event.service.ts';
import { registerEventRoutes } from '../events/lineage-events.route.ts';
import { QuarantineResolver } from '../quarantine/quarantine.resolver.ts';
import { QuarantineService } from '../quarantine/quarantine.service.ts';
import { ingestTelemetry, observeQueue } from '../telemetry.ts';
import { IngestResolver } from './ingest.resolver.ts';
import { IngestService } from './ingest.service.ts';
import { Ingestor, type IngestorLimits } from './ingestor.ts';
import { registerOpenLineageRoutes } from './openlineage.route.ts';

export interface IngestParts {
  readonly log: Log;
  readonly clock?: Clock;
  readonly limits?: IngestorLimits;
}

/** Everything through which events come in, and are asked for as they came in. Disposed of, it answers what it has taken and takes no more. */
export interface Ingest extends AsyncDisposable {
  readonly service: IngestService;
  readonly resolvers: readonly object[];
  readonly projectors: readonly Projector[];
  readonly loaders: (principal: Principal) => EventLoaders;
  readonly routes: (app: FastifyInstance) => void;
}

/** Wires ingest, events, conformance and quarantine for the composition root. */
export function createIngest({ log, clock = systemClock, limits }: IngestParts): Ingest {
  const ingestor = new Ingestor(log, limits);
  observeQueue(() => ingestor.queue);
  const service = new IngestService(ingestor, clock, ingestTelemetry());
  const events = new EventRepository();
  const eventService = new EventService(log, events, clock);
  const listing = new EventListing(log, events);
  return {
    service,
    resolvers: [
      new IngestResolver(service),
      new EventResolver(eventService),
      new ConformanceResolver(eventService),
      new QuarantineResolver(new QuarantineService(log)),
    ],
    projectors: [conformanceProjector(events)],
    loaders: (principal) => eventLoaders(log, events, principal),
    routes: (app) => {
      registerOpenLineageRoutes(app, service);
      registerEventRoutes(app, listing);
    },
    [Symbol.asyncDispose]: () => ingestor[Symbol.asyncDispose](),
  };
}
