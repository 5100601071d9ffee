import * as zlib from 'node:zlib';

/**
 * The hub. Its code needs a Node that has Zstandard; an older one would fail at an import with words nobody
 * understands, so this module imports nothing of ours before it has looked.
 */
if (typeof zlib.zstdCompressSync === 'function') {
  const { runHub } = await import('./run-hub.ts');
  await runHub();
} else {
  process.stderr.write(`Hotpass needs Node 24 and this is ${process.version}. Use npm start, which brings its own.\n`);
  process.exitCode = 1;
}
