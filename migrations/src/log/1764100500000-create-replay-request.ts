import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one process asks of another: to run its consumer again on an entry in quarantine. Short-lived rows. */
export class CreateReplayRequest1764100500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table log.replay_request (
        id           uuid        primary key default gen_random_uuid(),
        consumer     text        not null,
        position     bigint      not null,
        actor        text        not null,
        requested_at timestamptz not null default clock_timestamp(),
        taken_at     timestamptz,
        answer       jsonb
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
