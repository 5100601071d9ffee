import { expect, test } from '@jest/globals';
import { localPrincipal, UnavailableError } from '@hotpass/kernel';
import type { AppendResult, ReceivedEvent } from '@hotpass/log';
import { batchAnswer } from './batch-answer.ts';
import { IngestService } from './ingest.service.ts';

const sender = { principal: localPrincipal, traceId: null };
const clock = { now: () => new Date('2026-01-15T08:00:00Z') };

const anEvent = (name: string): object => ({ eventTime: '2026-01-15T08:00:00Z', job: { namespace: 'shop', name } });
const aBatch = (...events: unknown[]): Buffer => Buffer.from(JSON.stringify(events));

/** A service whose database goes away after so many events, and what it was asked to write. */
function serviceWith(room: number): { service: IngestService; submitted: ReceivedEvent[]; counted: string[] } {
  const submitted: ReceivedEvent[] = [];
  const counted: string[] = [];
  const submit = async (_principal: unknown, event: ReceivedEvent): Promise<AppendResult> => {
    submitted.push(event);
    if (submitted.length > room) throw new UnavailableError('The database does not answer. Try again.', { retryAfterMs: 2_000 });
    return { id: `ent_${submitted.length}`, repeated: false };
  };
  const telemetry = { eventStored: () => void counted.push('stored'), eventRefused: (code: string) => void counted.push(code) };
  return { service: new IngestService({ submit }, clock, telemetry), submitted, counted };
}

test('when the database goes away within a batch, what was not stored may be sent again', async () => {
  const { service } = serviceWith(1);
  const outcome = await service.ingestBatch(sender, aBatch(anEvent('a'), { hello: 'world' }, anEvent('b')));
  expect(batchAnswer(outcome)).toEqual({
    status: 'partial_success',
    summary: { received: 3, successful: 1, failed: 2, retriable: 1, non_retriable: 1 },
    failed_events: [
      { index: 1, reason: expect.stringContaining('/eventTime'), retriable: false },
      { index: 2, reason: 'The database does not answer. Try again.', retriable: true },
    ],
  });
});

test('when nothing of a batch can be stored for want of the database, the whole is unavailable', async () => {
  const { service } = serviceWith(0);
  await expect(service.ingestBatch(sender, aBatch(anEvent('a'), anEvent('b')))).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    details: { retryAfterMs: 2_000 },
  });
});

test('the rest of a batch is not tried once the database is away', async () => {
  const { service, submitted } = serviceWith(10);
  const events = Array.from({ length: 1_000 }, (_, index) => anEvent(String(index)));
  const { received, failed } = await service.ingestBatch(sender, aBatch(...events));
  expect({ received, stored: received - failed.length }).toEqual({ received: 1_000, stored: 10 });
  expect(submitted.length).toBeLessThan(500);
});

test('a batch with nothing that can be stored is answered, not refused', async () => {
  const { service } = serviceWith(0);
  expect(await service.ingestBatch(sender, aBatch(1, null))).toMatchObject({
    received: 2,
    failed: [{ index: 0, retriable: false }, { index: 1 }],
  });
});

test('every event is counted by what became of it', async () => {
  const { service, counted } = serviceWith(1);
  await service.ingestBatch(sender, aBatch(anEvent('a'), 7, anEvent('b')));
  expect(counted.toSorted()).toEqual(['BAD_USER_INPUT', 'UNAVAILABLE', 'stored']);
});
