import type { Interval } from './interval.ts';
import type { Symlink } from './symlink.ts';

/** A dataset that goes by the name of another over a stretch of valid time. */
export interface Alias extends Interval {
  readonly member: string;
  readonly representative: string;
}

/** Names of one thing beyond these stay apart: a class that grows with every event must not cost more with every event. */
const maxNames = 1_000;

interface NameClass {
  members: string[];
  representative: string;
}

/**
 * The classes that symlinks make of datasets, over valid time: whatever is joined by symlinks, in whichever direction,
 * is one thing from the time the symlinks were first told. A name that a symlink calls a TABLE stands for its class,
 * the first by rank if there are several; else the first by rank of all.
 *
 * Symlinks are taken in the order of (time, dataset, target); one that would make a class of more than `limit` names
 * is passed over.
 */
export function aliasesOf(symlinks: readonly Symlink[], rankOf: (dataset: string) => number, limit = maxNames): Alias[] {
  const classes = new NameClasses(rankOf, limit);
  const standing = new Map<string, { representative: string; from: number }>();
  const aliases: Alias[] = [];
  for (const [since, told] of Map.groupBy(symlinks.toSorted(inOrder), (symlink) => symlink.since)) {
    for (const member of classes.add(told)) {
      const before = standing.get(member);
      const representative = classes.representativeOf(member);
      if (before?.representative === representative) continue;
      if (before && before.representative !== member) aliases.push({ member, ...before, to: since });
      standing.set(member, { representative, from: since });
    }
  }
  for (const [member, last] of standing) if (last.representative !== member) aliases.push({ member, ...last, to: Infinity });
  return aliases;
}

class NameClasses {
  readonly #classes = new Map<string, NameClass>();
  readonly #tables = new Set<string>();
  readonly #rankOf: (dataset: string) => number;
  readonly #limit: number;

  constructor(rankOf: (dataset: string) => number, limit: number) {
    this.#rankOf = rankOf;
    this.#limit = limit;
  }

  /** Takes in symlinks. Answers the members whose representative may be another since. */
  add(symlinks: readonly Symlink[]): Set<string> {
    const stale = new Set<string>();
    for (const { dataset, target, type } of symlinks) {
      if (!this.#join(this.#classOf(dataset), this.#classOf(target), stale) || type !== 'TABLE') continue;
      this.#tables.add(target);
      this.#represent(this.#classOf(target), target, stale);
    }
    return stale;
  }

  representativeOf(member: string): string {
    return this.#classOf(member).representative;
  }

  #classOf(member: string): NameClass {
    const found = this.#classes.get(member) ?? { members: [member], representative: member };
    this.#classes.set(member, found);
    return found;
  }

  /** The smaller class is moved into the larger one, so that a member moves seldom. */
  #join(a: NameClass, b: NameClass, stale: Set<string>): boolean {
    if (a === b) return true;
    if (a.members.length + b.members.length > this.#limit) return false;
    const [larger, smaller] = a.members.length < b.members.length ? [b, a] : [a, b];
    this.#represent(larger, smaller.representative, stale);
    for (const member of smaller.members) {
      this.#classes.set(member, larger);
      larger.members.push(member);
      stale.add(member);
    }
    return true;
  }

  #represent(of: NameClass, candidate: string, stale: Set<string>): void {
    if (candidate === of.representative || !this.#precedes(candidate, of.representative)) return;
    of.representative = candidate;
    for (const member of of.members) stale.add(member);
  }

  #precedes(a: string, b: string): boolean {
    const [tableA, tableB] = [this.#tables.has(a), this.#tables.has(b)];
    return tableA === tableB ? this.#rankOf(a) < this.#rankOf(b) : tableA;
  }
}

function inOrder(a: Symlink, b: Symlink): number {
  return a.since - b.since || compare(a.dataset, b.dataset) || compare(a.target, b.target);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
