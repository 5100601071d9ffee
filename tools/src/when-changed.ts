import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * Runs a command only when its inputs have changed since it last succeeded:
 * `node tools/src/when-changed.ts --stamp FILE --input PATH… -- COMMAND…`. The stamp lies in what the command makes,
 * so removing that runs it again.
 */
const root = join(import.meta.dirname, '../..');

function filesBelow(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return (
    readdirSync(join(root, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      // What is made from the other inputs says nothing more than they do.
      .filter((path) => !path.includes('/generated/'))
      .toSorted()
  );
}

function digestOf(inputs: readonly string[], command: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(command));
  for (const file of inputs.flatMap(filesBelow)) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function stampIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

const { values, positionals } = parseArgs({
  options: { stamp: { type: 'string' }, input: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
const [program, ...args] = positionals;
if (values.stamp === undefined || program === undefined) throw new Error('Usage: when-changed.ts --stamp FILE --input PATH… -- COMMAND…');
const stamp = join(root, values.stamp);
const digest = digestOf(values.input, positionals);
if (stampIn(stamp) !== digest) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, digest);
  }
  process.exitCode = status ?? 1;
}
