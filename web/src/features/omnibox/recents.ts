import { createPreference } from '../../ui/preference.ts';

/** A place somebody went to. */
export interface Recent {
  /** Path and search parameters within the app. */
  readonly path: string;
  readonly name: string;
  readonly kind: 'dataset' | 'job' | 'column' | 'run' | 'namespace' | 'view';
}

const kinds = ['dataset', 'job', 'column', 'run', 'namespace', 'view'];
const most = 10;

/** Where this browser went last, newest first. */
export const recents = createPreference<readonly Recent[]>('recents', parseRecents, (value) => JSON.stringify(value));

/** Puts a place at the head of the recents. */
export function rememberRecent(recent: Recent): void {
  recents.write([recent, ...recents.read().filter(({ path }) => path !== recent.path)].slice(0, most));
}

/** What is stored may be of another version, or broken. */
export function parseRecents(stored: string | null): readonly Recent[] {
  try {
    const value: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(value) ? value.filter(isRecent).slice(0, most) : [];
  } catch {
    return [];
  }
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== 'object' || value === null) return false;
  const { path, name, kind } = value as Readonly<Record<string, unknown>>;
  return typeof path === 'string' && isOwnPath(path) && typeof name === 'string' && kinds.includes(String(kind));
}

/** Only places within the app: never another origin, never a script. */
export function isOwnPath(path: string): boolean {
  // Browsers leave tabs and line breaks out, and take `\\` for `/`: only what reads the same to them stays here.
  return path.startsWith('/') && !/[\\\p{Cc}]/u.test(path) && URL.canParse(path, base) && new URL(path, base).origin === base;
}

const base = 'https://hotpass.invalid';
