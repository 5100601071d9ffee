import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { buildSchemas } from './build-schemas.ts';
import { CompositionError } from './compose.ts';
import { drift } from './drift.ts';

const folder = new URL('../../../schema/', import.meta.url);

/** `npm run schema` writes the committed schemas; with `--check` it only says how they differ and exits with 1. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const schemas = await buildSchemas(await readFile(new URL('supergraph.yaml', folder), 'utf8'));
  const drifts: string[] = [];
  for (const [file, made] of schemas) {
    const committed = await readFile(new URL(file, folder), 'utf8').catch(() => null);
    const difference = drift(file, committed, made);
    if (difference === null) continue;
    drifts.push(difference);
    if (!values.check) await writeFile(new URL(file, folder), made);
  }
  if (!values.check) {
    process.stdout.write(drifts.length === 0 ? 'The schemas are up to date.\n' : `Wrote ${drifts.length} of ${schemas.size} schemas.\n`);
  } else if (drifts.length > 0) {
    process.stderr.write(`${drifts.join('\n\n')}\n\nRun npm run schema and commit the result.\n`);
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof CompositionError ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
});
