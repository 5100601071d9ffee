import { gzipSync } from 'node:zlib';

/** A chunk of Vite's manifest, as far as sizes are concerned. */
interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}

export type BuildManifest = Readonly<Record<string, Chunk>>;

/** Chunks and what they weigh compressed, in bytes. */
export interface Weight {
  readonly total: number;
  /** Heaviest first: `file bytes`. */
  readonly parts: readonly string[];
}

/** What a chunk and all it imports statically weigh, without what is `loaded` before. */
export function weightOf(
  manifest: BuildManifest,
  key: string,
  read: (file: string) => Uint8Array,
  loaded: ReadonlySet<string> = new Set(),
): Weight {
  const files = [...staticImports(manifest, key)].filter((chunk) => !loaded.has(chunk)).map((chunk) => manifest[chunk]!.file);
  return weigh(files, read);
}

/** What files weigh as they are sent; fonts are compressed already. */
export function weigh(files: readonly string[], read: (file: string) => Uint8Array): Weight {
  const sizes = files.map((file) => ({
    file,
    bytes: file.endsWith('.woff2') ? read(file).length : gzipSync(read(file), { level: 9 }).length,
  }));
  return {
    total: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: sizes.toSorted((a, b) => b.bytes - a.bytes).map(({ file, bytes }) => `${file} ${bytes}`),
  };
}

/** A chunk and everything it imports statically. @throws Error when the manifest has no such chunk. */
export function staticImports(manifest: BuildManifest, key: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The build has no ${key}.`);
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of chunk.imports ?? []) staticImports(manifest, imported, seen);
  return seen;
}
