import { setTimeout as delay } from 'node:timers/promises';
import { BadUserInputError, NotFoundError, TimeoutError, UnavailableError, type DomainError } from '@hotpass/kernel';
import type pg from 'pg';
import type { Replayed } from './log.ts';

/** How often an asker looks for its answer. */
const lookMs = 50;

/** What the process of the consumer answered. */
type Answer = Replayed | { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };

export interface ReplayRequest {
  readonly id: string;
  readonly consumer: string;
  readonly position: number;
  readonly actor: string;
}

const failures = { BAD_USER_INPUT: BadUserInputError, NOT_FOUND: NotFoundError, UNAVAILABLE: UnavailableError } as const;

function failureOf({ code, message, details }: Exclude<Answer, Replayed>): DomainError {
  const Failure = Object.hasOwn(failures, code) ? failures[code as keyof typeof failures] : UnavailableError;
  return new Failure(message, details);
}

/** Asks whatever process runs the consumer to replay an entry, and waits for its answer. */
export async function requestReplay(pool: pg.Pool, request: Omit<ReplayRequest, 'id'>, timeoutMs: number): Promise<Replayed> {
  const { consumer, position, actor } = request;
  const asked = await pool.query<{ id: string }>(
    `insert into log.replay_request (consumer, position, actor)
     select consumer, position, $3 from log.quarantine where consumer = $1 and position = $2 returning id`,
    [consumer, position, actor],
  );
  const id = asked.rows[0]?.id;
  if (id === undefined) throw new NotFoundError('No entry of this position is in quarantine for this consumer.', { consumer, position });
  for (const until = performance.now() + timeoutMs; performance.now() < until; await delay(lookMs)) {
    const answered = await pool.query<{ answer: Answer }>(
      'delete from log.replay_request where id = $1 and answer is not null returning answer',
      [id],
    );
    const answer = answered.rows[0]?.answer;
    if (answer) {
      if ('entryId' in answer) return answer;
      throw failureOf(answer);
    }
  }
  // Nobody may take it any more, so that it does not happen when nobody expects it.
  const withdrawn = await pool.query('delete from log.replay_request where id = $1 and taken_at is null', [id]);
  if (withdrawn.rowCount === 1) throw new UnavailableError('No process that runs this consumer answers.', { consumer });
  throw new TimeoutError('The replay takes longer than expected. See whether it is still in quarantine.', { consumer, position });
}

/** The oldest request to one of these consumers, which nobody else gets; those nobody waits for any more are dropped. */
export async function takeRequest(pool: pg.Pool, consumers: readonly string[]): Promise<ReplayRequest | null> {
  const { rows } = await pool.query<Omit<ReplayRequest, 'position'> & { position: string }>({
    name: 'log_replay_take',
    text: `with old as (delete from log.replay_request where requested_at < now() - interval '1 hour')
      update log.replay_request set taken_at = clock_timestamp() where id = (
        select id from log.replay_request where taken_at is null and consumer = any($1)
        order by requested_at limit 1 for update skip locked
      ) returning id, consumer, position, actor`,
    values: [consumers],
  });
  return rows[0] ? { ...rows[0], position: Number(rows[0].position) } : null;
}

export async function answerRequest(pool: pg.Pool, id: string, answer: Replayed | DomainError): Promise<void> {
  const told: Answer = 'entryId' in answer ? answer : { code: answer.code, message: answer.message, details: answer.details };
  await pool.query('update log.replay_request set answer = $2 where id = $1', [id, JSON.stringify(told)]);
}
