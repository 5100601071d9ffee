import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse, print, visit } from 'graphql';
import { fileURLToPath } from 'node:url';
import { ownDocuments } from './own-documents.ts';
import { report } from './report.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const accepted = { hints: [], breakingChanges: [] };
const today = new Date('2026-11-26T00:00:00Z');

async function committed(file: string): Promise<string> {
  return readFile(join(root, 'schema', file), 'utf8');
}

test('a break of the committed schema is a problem, whatever else is committed beside it', async () => {
  const files = ['lineage.graphql', 'runs.graphql', 'supergraph.graphql', 'api.graphql'];
  const schemas = new Map(await Promise.all(files.map(async (file) => [file, await committed(file)] as const)));
  schemas.set('supergraph.yaml', await committed('supergraph.yaml'));
  const api = schemas.get('api.graphql')!;
  const broken = print(visit(parse(api), { FieldDefinition: ({ name }) => (name.value === 'errorMessage' ? null : undefined) }));
  const { problems, notes } = await report(schemas.set('api.graphql', broken), {
    root,
    documents: await ownDocuments(root),
    accepted,
    today,
  });
  expect(problems).toContain('breaking change of the API: Run.errorMessage was removed.');
  // The operations of ours that select it no longer fit.
  expect(problems).toContainEqual(expect.stringContaining('operations/failed-runs.graphql: Cannot query field "errorMessage"'));
  expect(notes[0]).toMatch(/^Breaking changes: compared with [0-9a-f]{7}/);
});

test('where there is no history it says so and finds no break', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'hotpass-report-'));
  const schemas = new Map([['api.graphql', 'type Query { a: Int }']]);
  const { problems, notes } = await report(schemas, { root: elsewhere, documents: [], accepted, today });
  expect({ problems, notes }).toEqual({ problems: [], notes: [expect.stringContaining('NOT looked for')] });
  await rm(elsewhere, { recursive: true });
});
