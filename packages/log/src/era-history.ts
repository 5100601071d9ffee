import type pg from 'pg';
import type { Era } from './eras.ts';

/** The eras as this process knows them; every new connection looks whether there is a new one. */
export class EraHistory {
  readonly #onNewEra: () => void;
  #eras: readonly Era[] = [];

  /** `onNewEra`: what was read before may not exist any more. */
  constructor(onNewEra: () => void) {
    this.#onNewEra = onNewEra;
  }

  get eras(): readonly Era[] {
    return this.#eras;
  }

  /** Opens a new era when the server is not the one the log was written on. Runs before anything else on a connection. */
  readonly enter = async (client: pg.ClientBase): Promise<void> => {
    const { rows } = await client.query<{ id: number }>('select log.open_era() as id');
    if (rows[0]?.id === this.#eras.at(-1)?.id) return;
    const known = this.#eras.length > 0;
    await this.#load(client);
    if (known) this.#onNewEra();
  };

  async #load(client: pg.ClientBase): Promise<void> {
    const { rows } = await client.query<{ id: number; floor: string; last_position: string | null }>(
      'select id, floor, last_position from log.era order by id',
    );
    this.#eras = rows.map((row) => ({
      id: row.id,
      floor: Number(row.floor),
      lastPosition: row.last_position === null ? null : Number(row.last_position),
    }));
  }
}
