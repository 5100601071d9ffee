import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { noOperations, parseOperationManifest, refusedOperations } from '@hotpass/gateway';
import { systemClock } from '@hotpass/kernel';
import { webOperations } from '../web-app.ts';
import { readAccepted } from './accepted.ts';
import { buildSchemas } from './build-schemas.ts';
import { CompositionError } from './compose.ts';
import { drift } from './drift.ts';
import { operationManifest } from './operation-manifest.ts';
import { ownDocuments, type OwnDocument } from './own-documents.ts';
import { report } from './report.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = new URL('../../../schema/', import.meta.url);

/**
 * `npm run schema` writes the committed schemas and says what they break; with `--check` it writes nothing.
 * Exit code 1: composition hints, breaking changes and use of what is deprecated that nobody accepted, operations of
 * ours that the gateway would refuse, and drift.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const accepted = readAccepted(await readFile(new URL('accepted.yaml', folder), 'utf8'));
  const schemas = await buildSchemas(await readFile(new URL('supergraph.yaml', folder), 'utf8'), accepted.hints);
  const documents = await ownDocuments(root);
  schemas.set('operations.json', await madeManifest(documents));
  const drifts = await compareOrWrite(schemas, values.check);
  const refused = await refusedByTheHub(schemas);
  const { problems, notes } = await report(schemas, { root, documents, accepted, today: systemClock.now() });
  process.stdout.write(`${notes.join('\n')}\n`);
  if (values.check) refuse(drifts, 'Run npm run schema and commit the result.');
  else process.stdout.write(drifts.length === 0 ? 'The schemas are up to date.\n' : `Wrote ${drifts.length} of ${schemas.size} schemas.\n`);
  refuse(refused, 'The hub does not start with an operation its gateway refuses: ask for less, or in parts.');
  refuse(problems, 'Deprecate instead of removing, or accept a change by name and with its reason in schema/accepted.yaml.');
}

async function madeManifest(documents: readonly OwnDocument[]): Promise<string> {
  const committed = await readFile(new URL('operations.json', folder), 'utf8').then(parseOperationManifest, () => noOperations);
  return `${JSON.stringify(operationManifest(documents, committed, systemClock.now()), null, 2)}\n`;
}

/** The published operations and those of the web app, as they were built, against the schema of this code. */
async function refusedByTheHub(schemas: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const published = parseOperationManifest(schemas.get('operations.json') ?? '');
  const { operations } = await webOperations();
  if (operations.length === 0) throw new Error('The web app has not been built, and its operations are unknown: npm run build.');
  return refusedOperations(schemas.get('supergraph.graphql') ?? '', { ...published, operations: [...published.operations, ...operations] });
}

async function compareOrWrite(schemas: ReadonlyMap<string, string>, onlyCompare: boolean): Promise<readonly string[]> {
  const drifts: string[] = [];
  for (const [file, made] of schemas) {
    const committed = await readFile(new URL(file, folder), 'utf8').catch(() => null);
    const difference = drift(file, committed, made);
    if (difference === null) continue;
    drifts.push(difference);
    if (!onlyCompare) await writeFile(new URL(file, folder), made);
  }
  return drifts;
}

function refuse(problems: readonly string[], advice: string): void {
  if (problems.length === 0) return;
  process.stderr.write(`${problems.join('\n')}\n\n${advice}\n`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof CompositionError ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
});
