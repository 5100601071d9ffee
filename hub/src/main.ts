import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import * as zlib from 'node:zlib';

/**
 * The hub. Its code needs a Node that has Zstandard; an older one would fail at an import with words nobody
 * understands, so this module imports nothing of ours before it has looked.
 */
if (typeof zlib.zstdCompressSync === 'function') {
  // Half a second of every start but the first. Where it cannot be written, it is done without.
  nodeModule.enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/hotpass/compiled', import.meta.url)));
  const { withTracing } = await import('@hotpass/server/tracing');
  await withTracing('hotpass-hub', async () => (await import('./run-hub.ts')).runHub());
} else {
  process.stderr.write(`Hotpass needs Node 24 and this is ${process.version}. Use npm start, which brings its own.\n`);
  process.exitCode = 1;
}
