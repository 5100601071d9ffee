import { DomainError, UnavailableError, type Clock, type Principal } from '@hotpass/kernel';
import type { Conformance } from '../conformance/conformance.ts';
import type { IngestTelemetry } from '../telemetry.ts';
import { badInput, describeIssues } from './input-issue.ts';
import type { Ingestor } from './ingestor.ts';
import { parseJson } from './parse-json.ts';
import { prepareEvent, type Reception } from './prepare-event.ts';
import type { Extent } from './slice-array.ts';

/** Events of a batch prepared and written together: the event loop and other senders get a turn between two parts. */
const partSize = 256;

export interface IngestedEvent {
  /** Of the entry; for a repeat the first one's. */
  readonly entryId: string;
  readonly repeated: boolean;
  readonly conformance: Conformance;
}

export interface FailedEvent {
  readonly index: number;
  readonly reason: string;
  /** Whether the same event may be stored when it is sent again. */
  readonly retriable: boolean;
}

export interface BatchOutcome {
  readonly received: number;
  readonly failed: readonly FailedEvent[];
}

/** What came with the bytes. */
export interface Sender {
  readonly principal: Principal;
  readonly traceId: string | null;
}

/** Takes OpenLineage events in, whatever door they come through. */
export class IngestService {
  readonly #ingestor: Pick<Ingestor, 'submit'>;
  readonly #clock: Clock;
  readonly #telemetry: IngestTelemetry;

  constructor(ingestor: Pick<Ingestor, 'submit'>, clock: Clock, telemetry: IngestTelemetry) {
    this.#ingestor = ingestor;
    this.#clock = clock;
    this.#telemetry = telemetry;
  }

  /** Resolves when the event is stored. @throws BadUserInputError with JSON pointers; UnavailableError. */
  async ingest(sender: Sender, body: Buffer): Promise<IngestedEvent> {
    return this.#store(sender, body, this.#reception(sender));
  }

  /**
   * Stores what can be stored of a JSON array, each element as its exact bytes.
   * @throws BadUserInputError when it is no JSON array; UnavailableError when nothing could be stored for want of the database.
   */
  async ingestBatch(sender: Sender, body: Buffer): Promise<BatchOutcome> {
    const elements = arrayElements(body);
    const failed: FailedEvent[] = [];
    let unavailable: UnavailableError | null = null;
    for (let start = 0; start < elements.length; start += partSize) {
      const part = elements.slice(start, start + partSize);
      const outcomes = unavailable ? part.map(() => unavailable) : await this.#storePart(sender, body, part);
      outcomes.forEach((outcome, offset) => {
        if (outcome instanceof UnavailableError) unavailable = outcome;
        if (outcome) failed.push({ index: start + offset, ...failureOf(outcome) });
      });
    }
    if (unavailable && failed.length === elements.length && failed.every(({ retriable }) => retriable)) throw unavailable;
    return { received: elements.length, failed };
  }

  /** Null for what was stored, else why not. */
  async #storePart(sender: Sender, body: Buffer, part: readonly Extent[]): Promise<(DomainError | null)[]> {
    const reception = this.#reception(sender);
    return Promise.all(
      part.map(async ({ start, end }) => {
        try {
          await this.#store(sender, body.subarray(start, end), reception);
          return null;
        } catch (error) {
          if (error instanceof DomainError) return error;
          throw error;
        }
      }),
    );
  }

  async #store(sender: Sender, body: Buffer, reception: Reception): Promise<IngestedEvent> {
    try {
      const { event, conformance } = prepareEvent(body, reception);
      const { id, repeated } = await this.#ingestor.submit(sender.principal, event);
      this.#telemetry.eventStored({ repeated, conforms: conformance.conforms });
      return { entryId: id, repeated, conformance };
    } catch (error) {
      this.#telemetry.eventRefused(error instanceof DomainError ? error.code : 'INTERNAL_SERVER_ERROR');
      throw error;
    }
  }

  #reception({ traceId }: Sender): Reception {
    return { now: this.#clock.now(), traceId };
  }
}

/** The whole is parsed to be sure that it is JSON and then let go: each element is parsed again when its turn comes, so that a waiting batch holds its bytes only. */
function arrayElements(body: Buffer): readonly Extent[] {
  const { json, elements } = parseJson(body);
  if (!Array.isArray(json)) throw badInput('A batch is a JSON array of events.', [{ pointer: '', message: 'must be an array' }]);
  return elements;
}

function failureOf(error: DomainError): Omit<FailedEvent, 'index'> {
  return { reason: error.message + describeIssues(error), retriable: error instanceof UnavailableError };
}
