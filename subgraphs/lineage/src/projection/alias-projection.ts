import type { ProjectorTx } from '@hotpass/log';
import { aliasesOf } from './alias-class.ts';
import type { Alias } from './alias-class.ts';
import type { AliasRepository, RankedSymlink, StoredAlias } from './alias.repository.ts';
import type { BatchFacts } from './batch-facts.ts';
import { mergeSymlinks, sameSymlink, symlinkKey } from './symlink.ts';
import type { Symlink } from './symlink.ts';

/**
 * Makes the bitemporal aliases say what the symlinks say. Only the classes a batch changed something in are decided
 * anew; like edges, aliases held to be true are a pure function of the set of events projected so far.
 */
export class AliasProjection {
  readonly #aliases: AliasRepository;

  constructor(aliases: AliasRepository) {
    this.#aliases = aliases;
  }

  async apply(tx: ProjectorTx, facts: BatchFacts): Promise<void> {
    const changed = await this.#merge(tx, [...facts.symlinks.values()]);
    if (changed.length === 0) return;
    const symlinks = await this.#aliases.readClasses(tx, [...new Set(changed.map((symlink) => symlink.dataset))]);
    const ranks = new Map(symlinks.flatMap((s) => [[s.dataset, s.datasetRank] as const, [s.target, s.targetRank] as const]));
    const stored = await this.#aliases.readAliases(tx, [...ranks.keys()]);
    const { closed, opened } = changesOf(
      stored,
      aliasesOf(symlinks, (dataset) => ranks.get(dataset)!),
    );
    const known = knownSince(symlinks, changed, facts.symlinkPositions, closed);
    if (closed.length > 0) {
      const rows = closed.map(({ id, member }) => ({ id, knownTo: known(member) }));
      await this.#aliases.close(tx, rows);
    }
    if (opened.length > 0) {
      const rows = opened.map((alias) => ({ ...alias, knownFrom: known(alias.member) }));
      await this.#aliases.open(tx, rows);
    }
  }

  /** Answers the symlinks that say more than what was stored. */
  async #merge(tx: ProjectorTx, told: readonly Symlink[]): Promise<Symlink[]> {
    if (told.length === 0) return [];
    const stored = new Map((await this.#aliases.readSymlinks(tx, told)).map((symlink) => [symlinkKey(symlink), symlink]));
    const changed = told.flatMap((symlink) => {
      const before = stored.get(symlinkKey(symlink));
      const after = before ? mergeSymlinks(before, symlink) : symlink;
      return before && sameSymlink(before, after) ? [] : [after];
    });
    if (changed.length > 0) await this.#aliases.writeSymlinks(tx, changed);
    return changed;
  }
}

function changesOf(stored: readonly StoredAlias[], wanted: readonly Alias[]): { closed: StoredAlias[]; opened: Alias[] } {
  const [kept, after] = [new Set(stored.map(aliasKey)), new Set(wanted.map(aliasKey))];
  return { closed: stored.filter((alias) => !after.has(aliasKey(alias))), opened: wanted.filter((alias) => !kept.has(aliasKey(alias))) };
}

function aliasKey({ member, representative, from, to }: Alias): string {
  return `${member} ${representative} ${from} ${to}`;
}

/**
 * What the change of a class is put down to: the greatest position of the entries that told of its symlinks.
 * A quarantined entry is replayed with a position lower than what it corrects was learned at.
 */
function knownSince(
  symlinks: readonly RankedSymlink[],
  changed: readonly Symlink[],
  positions: ReadonlyMap<string, number>,
  closed: readonly StoredAlias[],
): (member: string) => number {
  const classes = connected(symlinks);
  const newest = new Map<string, number>();
  const note = (member: string, position: number): void => {
    const key = classes.get(member)!;
    newest.set(key, Math.max(newest.get(key) ?? 0, position));
  };
  for (const { dataset } of changed) note(dataset, positions.get(dataset)!);
  for (const { member, knownFrom } of closed) note(member, knownFrom);
  return (member) => newest.get(classes.get(member)!)!;
}

/** Of each dataset, one that stands for all that symlinks of any time connect it with. */
function connected(symlinks: readonly Symlink[]): Map<string, string> {
  const neighbours = new Map<string, string[]>();
  for (const { dataset, target } of symlinks) {
    for (const [a, b] of [
      [dataset, target],
      [target, dataset],
    ] as const) {
      const known = neighbours.get(a);
      if (known) known.push(b);
      else neighbours.set(a, [b]);
    }
  }
  const found = new Map<string, string>();
  for (const start of neighbours.keys()) {
    if (found.has(start)) continue;
    const open = [start];
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      if (found.has(member)) continue;
      found.set(member, start);
      for (const neighbour of neighbours.get(member) ?? []) open.push(neighbour);
    }
  }
  return found;
}
