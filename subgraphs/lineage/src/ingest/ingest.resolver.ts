import { BadUserInputError } from '@hotpass/kernel';
import { currentTraceId, mutationResult, type RequestContext } from '@hotpass/server';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { IngestService } from './ingest.service.ts';
import { IngestLineageEventInput, IngestLineageEventPayload } from './ingest.type.ts';

@Resolver()
export class IngestResolver {
  readonly #service: IngestService;

  constructor(service: IngestService) {
    this.#service = service;
  }

  @Mutation(() => IngestLineageEventPayload, { description: 'Stores an OpenLineage event, as POST /api/v1/lineage does.' })
  async ingestLineageEvent(
    @Arg('input', () => IngestLineageEventInput, { description: 'The event.' }) { event }: IngestLineageEventInput,
    @Ctx() { principal }: RequestContext,
  ): Promise<IngestLineageEventPayload> {
    return mutationResult<IngestLineageEventPayload>(
      async () => {
        // Encoding would turn a lone surrogate into U+FFFD, so the event stored would not be the one sent.
        if (!event.isWellFormed()) throw new BadUserInputError('The event holds a lone surrogate.', { path: ['input', 'event'] });
        const { entryId, repeated, conformance } = await this.#service.ingest(
          { principal, traceId: currentTraceId() },
          Buffer.from(event, 'utf8'),
        );
        return { entryId, repeated, conformance, errors: [] };
      },
      (errors) => ({ entryId: null, repeated: null, conformance: null, errors }),
    );
  }
}
