/**
 * Makes `schema/openlineage` from the JSON Schemas of the OpenLineage specification.
 *
 *   node tools/src/openlineage/extract.ts <folder of the specification> [--check]
 *
 * With `--check` it writes nothing and fails when a committed file differs.
 */
import { rmSync } from 'node:fs';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { join } from 'node:path';

import { keepFacts } from './facts.ts';
import { schemaFolder } from './places.ts';
import { readSchemaFiles, writeText } from './schema-files.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } });
const [specification] = positionals;
if (specification === undefined) throw new Error('Name the folder that holds OpenLineage.json, facets/ and registry/.');

const extracted = readSchemaFiles(specification).map(({ path, schema }) => ({ path, schema: keepFacts(schema) }));
if (extracted.length === 0) throw new Error('That folder holds no JSON Schema.');
const committed = readSchemaFiles(schemaFolder);

if (values.check === true) {
  const paths = new Set([...extracted, ...committed].map((file) => file.path));
  const differing = [...paths].filter((path) => {
    const [theirs, ours] = [extracted, committed].map((files) => files.find((file) => file.path === path)?.schema);
    return !isDeepStrictEqual(theirs, ours);
  });
  for (const path of differing) process.stderr.write(`schema/openlineage/${path} differs from the specification\n`);
  process.exitCode = differing.length > 0 ? 1 : 0;
} else {
  for (const { path } of committed) rmSync(join(schemaFolder, path));
  for (const { path, schema } of extracted) {
    writeText(join(schemaFolder, path), `${JSON.stringify(schema, null, 2)}\n`);
  }
}
