/** A producer's word that a dataset goes by another name as well. Nothing takes it back. */
export interface Symlink {
  readonly dataset: string;
  readonly target: string;
  /** What kind of name the target is, in capitals; null when nobody said. */
  readonly type: string | null;
  /** The earliest event that said so. */
  readonly since: number;
}

export function symlinkKey(symlink: { readonly dataset: string; readonly target: string }): string {
  return `${symlink.dataset} ${symlink.target}`;
}

export function mergeSymlinks(a: Symlink, b: Symlink): Symlink {
  return { ...a, since: Math.min(a.since, b.since), type: strongerType(a.type, b.type) };
}

export function sameSymlink(a: Symlink, b: Symlink): boolean {
  return a.since === b.since && a.type === b.type;
}

/** Once called a table always one; else the greater word. */
function strongerType(a: string | null, b: string | null): string | null {
  if (a === null || b === null || a === b) return a ?? b;
  if (a === 'TABLE' || b === 'TABLE') return 'TABLE';
  return a > b ? a : b;
}
