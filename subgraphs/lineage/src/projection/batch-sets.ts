import type { ProjectorTx } from '@hotpass/log';
import type { MemberSet } from './member-set.ts';
import type { SetRepository } from './set.repository.ts';
import { setTableOf } from './side.ts';
import type { SetTable, Side } from './side.ts';

/**
 * The sets a batch deals with: each is read at most once, and only when its members are asked for. Runs that all say
 * the same of ten thousand columns are told apart from others by a hash.
 */
export class BatchSets {
  readonly #repository: SetRepository;
  readonly #members: Readonly<Record<SetTable, Map<string, readonly string[]>>> = { io_set: new Map(), column_set: new Map() };

  constructor(repository: SetRepository) {
    this.#repository = repository;
  }

  /** Afterwards the members of these can be had. */
  async read(tx: ProjectorTx, table: SetTable, hashes: Iterable<string>): Promise<void> {
    const missing = [...new Set(hashes)].filter((hash) => !this.#members[table].has(hash));
    if (missing.length === 0) return;
    for (const [hash, members] of await this.#repository.read(tx, table, missing)) this.#members[table].set(hash, members);
  }

  /** Stores those that may be new. Sets of columns are large and mostly known, so it is asked first which are not. */
  async write(tx: ProjectorTx, table: SetTable, sets: Iterable<MemberSet>): Promise<void> {
    const told = new Map<string, Required<MemberSet>>();
    for (const { hash, members } of sets) if (hash !== null && members) told.set(hash, { hash, members });
    if (told.size === 0) return;
    for (const [hash, { members }] of told) this.#members[table].set(hash, members);
    const absent = table === 'io_set' ? [...told.keys()] : await this.#repository.absent(tx, table, [...told.keys()]);
    const written = absent.map((hash) => told.get(hash)!);
    if (written.length > 0) await this.#repository.write(tx, table, written);
  }

  /** Of a set that was read or written. */
  membersOf(side: Side, hash: string): readonly string[] {
    const members = this.#members[setTableOf(side)].get(hash);
    if (members === undefined) throw new Error(`The set ${hash} of ${side} was not read.`);
    return members;
  }

  /** The set with its members, where they are known. */
  complete(side: Side, set: MemberSet): MemberSet {
    const members = set.hash === null ? set.members : this.#members[setTableOf(side)].get(set.hash);
    return members && !set.members ? { hash: set.hash, members } : set;
  }
}
