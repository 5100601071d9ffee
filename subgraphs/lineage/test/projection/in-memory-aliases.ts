import type { Alias } from '../../src/projection/alias-class.ts';
import type { RankedSymlink, StoredAlias } from '../../src/projection/alias.repository.ts';
import { symlinkKey } from '../../src/projection/symlink.ts';
import type { Symlink } from '../../src/projection/symlink.ts';

/** Symlinks and aliases over arrays in place of tables. */
export class InMemoryAliases {
  readonly #symlinks = new Map<string, Symlink>();
  #aliases: (StoredAlias & { knownTo: number })[] = [];
  readonly #nameOf: (dataset: string) => string;

  constructor(nameOf: (dataset: string) => string) {
    this.#nameOf = nameOf;
  }

  async readSymlinks(_tx: unknown, symlinks: readonly Symlink[]): Promise<Symlink[]> {
    return symlinks.flatMap((symlink) => this.#symlinks.get(symlinkKey(symlink)) ?? []);
  }

  async writeSymlinks(_tx: unknown, symlinks: readonly Symlink[]): Promise<void> {
    for (const symlink of symlinks) this.#symlinks.set(symlinkKey(symlink), symlink);
  }

  async readClasses(_tx: unknown, datasets: readonly string[]): Promise<RankedSymlink[]> {
    const found = new Set(datasets);
    for (let before = 0; before < found.size;) {
      before = found.size;
      for (const { dataset, target } of this.#symlinks.values())
        if (found.has(dataset) || found.has(target)) found.add(dataset).add(target);
    }
    const names = [...found].toSorted((a, b) => (this.#nameOf(a) < this.#nameOf(b) ? -1 : 1));
    return [...this.#symlinks.values()]
      .filter(({ dataset }) => found.has(dataset))
      .map((symlink) => ({ ...symlink, datasetRank: names.indexOf(symlink.dataset), targetRank: names.indexOf(symlink.target) }));
  }

  async readAliases(_tx: unknown, members: readonly string[]): Promise<StoredAlias[]> {
    return this.#aliases.filter((alias) => alias.knownTo === Infinity && members.includes(alias.member));
  }

  async close(_tx: unknown, closed: readonly { readonly id: string; readonly knownTo: number }[]): Promise<void> {
    const at = new Map(closed.map(({ id, knownTo }) => [id, knownTo]));
    this.#aliases = this.#aliases.map((alias) => ({ ...alias, knownTo: at.get(alias.id) ?? alias.knownTo }));
  }

  async open(_tx: unknown, opened: readonly (Alias & { readonly knownFrom: number })[]): Promise<void> {
    for (const alias of opened) this.#aliases.push({ ...alias, id: String(this.#aliases.length + 1), knownTo: Infinity });
  }

  known(at?: number): StoredAlias[] {
    return this.#aliases.filter((alias) => (at === undefined ? alias.knownTo === Infinity : alias.knownFrom <= at && at < alias.knownTo));
  }
}
