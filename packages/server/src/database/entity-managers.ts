import type { ReadTx, Statement, Tx } from '@hotpass/log';
import { DataSource } from 'typeorm';
import type { EntityManager, QueryRunner } from 'typeorm';

/** An entity class of TypeORM. */
export type EntityClass = new () => object;

/** What may be done with entities in a transaction that only reads. */
export type ReadManager = Pick<EntityManager, 'find' | 'findBy' | 'findOne' | 'findOneBy' | 'count' | 'countBy' | 'existsBy'>;

/**
 * TypeORM over the transactions of the log: a manager runs on the connection of its transaction and on nothing else, so rows
 * and entries commit together or not at all. TypeORM itself holds no connection and cannot get one.
 */
export class EntityManagers {
  readonly #source: Mappings;

  private constructor(source: Mappings) {
    this.#source = source;
  }

  static async of(entities: readonly EntityClass[]): Promise<EntityManagers> {
    const source = new Mappings(entities);
    await source.build();
    return new EntityManagers(source);
  }

  /** Writes and reads in the transaction. */
  writing(tx: Tx): EntityManager {
    return this.#source.managerOf(tx);
  }

  /** Reads in the transaction. */
  reading(tx: ReadTx): ReadManager {
    return this.#source.managerOf(tx);
  }
}

/** How entities are mapped. Its driver has no pool to make a connection with. */
class Mappings extends DataSource {
  constructor(entities: readonly EntityClass[]) {
    super({ type: 'postgres', entities: [...entities], driver: { Pool: NoPool }, logging: false });
  }

  build(): Promise<void> {
    return this.buildMetadatas();
  }

  managerOf(tx: ReadTx): EntityManager {
    return Object.assign(this.createQueryRunner(), runnerOf(tx)).manager;
  }
}

class NoPool {
  constructor() {
    throw new Error('Entities are read and written in transactions of the log.');
  }
}

async function refuse(): Promise<never> {
  throw new Error('The transaction is the log’s: it begins and ends there.');
}

/** The parts of a runner that would reach for a connection. A transaction is open, and is not TypeORM's to end. */
function runnerOf(tx: ReadTx): Partial<QueryRunner> {
  const query = async (text: string, values?: unknown[], useStructuredResult?: boolean): Promise<unknown> => {
    const statement: Statement = { text, values: values ?? [] };
    const rows = await tx.query(statement);
    return useStructuredResult ? { raw: rows, records: rows } : rows;
  };
  return {
    isTransactionActive: true,
    query: query as QueryRunner['query'],
    connect: refuse,
    stream: refuse,
    startTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
  };
}
