import { systemPrincipal } from '@hotpass/kernel';
import type pg from 'pg';
import { checkFence, fence, moveTo, type ConsumerRow } from './consumer-row.ts';
import { ConsumerStoppedError } from './consumer-stopped.ts';
import type { Consumer } from './consumer.ts';
import type { Statement } from './database.ts';
import { placeOf } from './entry-reader.ts';
import { failureOf, reasonOf } from './failure.ts';
import type { FaultWindow } from './fault-window.ts';
import type { LogEntry } from './log-entry.ts';
import { runTx } from './postgres-database.ts';
import { heldAggregates, setAside } from './quarantine.ts';
import { inTransaction, type Query } from './transaction.ts';

/** Runs the consumer on entries in an open transaction. What a reactor appends comes after `move`. Answers whether it appended. */
export async function consume(query: Query, consumer: Consumer, entries: readonly LogEntry[], move: () => Promise<void>): Promise<boolean> {
  if (consumer.kind === 'projector') {
    if (entries.length > 0) await consumer.project({ query, writes: true }, entries);
    return false;
  }
  const context = { actor: systemPrincipal(consumer.name).id, onBehalfOf: null, aggregate: null };
  // The position moves before the appends: those must be the last statement.
  const { entryId } = await runTx(query, context, async (tx) => {
    if (entries.length > 0) await consumer.react(tx, entries);
    await move();
  });
  return entryId !== null;
}

/** What one transaction of a consumer did. */
interface Moved {
  readonly position: number;
  readonly appended: boolean;
  readonly setAside: number;
}

export interface OwnedConsumerOptions {
  readonly pool: pg.Pool;
  readonly consumer: Consumer;
  readonly faults: FaultWindow;
  readonly onMoved: (moved: Moved) => void;
}

/** A consumer as its owner drives it. An owner that was replaced meanwhile gets a FencedError and has written nothing. */
export class OwnedConsumer {
  readonly #options: OwnedConsumerOptions;
  #row: ConsumerRow;

  constructor(row: ConsumerRow, options: OwnedConsumerOptions) {
    this.#row = row;
    this.#options = options;
  }

  get row(): ConsumerRow {
    return this.#row;
  }

  /**
   * Takes `wanted`, all it wants up to `end`, each part in one transaction with the position.
   * A data error halves the part down to the one entry, which is set aside.
   */
  async take(wanted: readonly LogEntry[], end: LogEntry): Promise<void> {
    try {
      await this.#commit(wanted, end);
    } catch (error) {
      const [only, second] = wanted;
      if (!only || failureOf(error) !== 'data') throw error;
      if (!second) {
        await this.#setAside(only, end, error);
        return;
      }
      const first = wanted.slice(0, Math.ceil(wanted.length / 2));
      await this.take(first, first.at(-1) ?? only);
      await this.take(wanted.slice(first.length), end);
    }
  }

  async #commit(wanted: readonly LogEntry[], end: LogEntry): Promise<void> {
    const { pool, consumer, faults } = this.#options;
    let held = 0;
    const isProjector = consumer.kind === 'projector';
    const move = (): Statement => moveTo(consumer.name, this.#row, end);
    const appended = await inTransaction(
      pool,
      isProjector ? 'projection' : 'write',
      async (query, opened) => {
        checkFence(opened, this.#row, end);
        const free = consumer.ordered ? await this.#holdBack(query, wanted) : wanted;
        held = wanted.length - free.length;
        return consume(query, consumer, free, async () => void (await query(move())));
      },
      { opening: fence(consumer.name, this.#row, end), ...(isProjector ? { closing: move } : {}) },
    );
    faults.took(wanted.length);
    this.#moved(end, appended, held);
  }

  /** Sets aside what must wait behind a quarantined entry of its aggregate; answers the rest. */
  async #holdBack(query: Query, wanted: readonly LogEntry[]): Promise<LogEntry[]> {
    const { name } = this.#options.consumer;
    const held = await heldAggregates(query, name);
    const free: LogEntry[] = [];
    for (const entry of wanted) {
      const behind = entry.aggregate ? held.get(entry.aggregate.id) : undefined;
      if (behind === undefined) free.push(entry);
      else await setAside(query, name, entry, `It waits for entry ${behind} of the same aggregate.`, behind);
    }
    return free;
  }

  async #setAside(entry: LogEntry, end: LogEntry, error: unknown): Promise<void> {
    const { pool, consumer, faults } = this.#options;
    const reason = reasonOf(error);
    if (consumer.kind === 'reactor' && consumer.neverSkips) {
      throw new ConsumerStoppedError(`Entry ${entry.position} cannot be taken and must not be skipped. ${reason}`);
    }
    if (faults.full) {
      throw new ConsumerStoppedError(
        `More than 1 % of the last 1,000 entries could not be taken, the last at ${entry.position}. ${reason}`,
      );
    }
    await inTransaction(
      pool,
      'write',
      async (query, opened) => {
        checkFence(opened, this.#row, end);
        await setAside(query, consumer.name, entry, reason, null);
      },
      { opening: fence(consumer.name, this.#row, end), closing: () => moveTo(consumer.name, this.#row, end) },
    );
    // Not before it is stored: after an outage in between, the same entry comes again.
    faults.setAside();
    this.#moved(end, false, 1);
  }

  #moved(end: LogEntry, appended: boolean, asideCount: number): void {
    const { rebuildTo } = this.#row;
    this.#row = {
      ...this.#row,
      step: this.#row.step + 1n,
      place: placeOf(end),
      rebuildTo: rebuildTo !== null && rebuildTo > end.position ? rebuildTo : null,
    };
    this.#options.onMoved({ position: end.position, appended, setAside: asideCount });
  }
}
