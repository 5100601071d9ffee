import type { Interval } from './interval.ts';
import type { Symlink } from './symlink.ts';

/** A dataset that goes by the name of another over a stretch of valid time. */
export interface Alias extends Interval {
  readonly member: string;
  readonly representative: string;
}

/**
 * How often names of one thing may be given a representative. Twenty thousand names that stand for one table stay
 * below; names of which each takes over from all before it do not, and must not cost more with every event.
 */
const maxChanges = 20_000;

interface NameClass {
  members: string[];
  representative: string;
  changes: number;
}

/**
 * The classes that symlinks make of datasets, over valid time: whatever is joined by symlinks, in whichever direction,
 * is one thing from the time the symlinks were first told. A name that a symlink calls a TABLE stands for its class,
 * the first by rank if there are several; else the first by rank of all.
 *
 * Symlinks are taken in the order of (time, dataset, target); one that would make the changes of a class more than
 * `limit` is passed over.
 */
export function aliasesOf(symlinks: readonly Symlink[], rankOf: (dataset: string) => number, limit = maxChanges): Alias[] {
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
      const joined = new Set([this.#classOf(dataset), this.#classOf(target)]);
      const representative = this.#chosen([...joined], type === 'TABLE' ? target : null);
      const changing = [...joined].filter((of) => of.representative !== representative);
      const changes = sum([...joined].map((of) => of.changes)) + sum(changing.map((of) => of.members.length));
      if (changes > this.#limit) continue;
      if (type === 'TABLE') this.#tables.add(target);
      for (const of of changing) for (const member of of.members) stale.add(member);
      Object.assign(this.#join([...joined]), { representative, changes });
    }
    return stale;
  }

  representativeOf(member: string): string {
    return this.#classOf(member).representative;
  }

  #classOf(member: string): NameClass {
    const found = this.#classes.get(member) ?? { members: [member], representative: member, changes: 0 };
    this.#classes.set(member, found);
    return found;
  }

  /** The smaller class is moved into the larger one, so that a member moves seldom. */
  #join([a, b]: readonly NameClass[]): NameClass {
    if (!b) return a!;
    const [larger, smaller] = a!.members.length < b.members.length ? [b, a!] : [a!, b];
    for (const member of smaller.members) {
      this.#classes.set(member, larger);
      larger.members.push(member);
    }
    return larger;
  }

  /** Who stands for all of these together, once the one given is called a table. */
  #chosen(classes: readonly NameClass[], table: string | null): string {
    const candidates = [...classes.map((of) => of.representative), ...(table === null ? [] : [table])];
    const isTable = (name: string): boolean => name === table || this.#tables.has(name);
    return candidates.reduce((best, name) => {
      if (isTable(name) !== isTable(best)) return isTable(name) ? name : best;
      return this.#rankOf(name) < this.#rankOf(best) ? name : best;
    });
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function inOrder(a: Symlink, b: Symlink): number {
  return a.since - b.since || compare(a.dataset, b.dataset) || compare(a.target, b.target);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
