import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isJsonObject } from './facts.ts';
import type { Json, JsonObject } from './facts.ts';

/** A JSON Schema and its path below the folder it was read from, with forward slashes. */
export interface SchemaFile {
  readonly path: string;
  readonly schema: JsonObject;
}

/** Every JSON Schema below a folder, ordered by path. Other JSON (the registries' lists of facets) is left out. */
export function readSchemaFiles(folder: string): readonly SchemaFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json'))
    .toSorted()
    .map((path) => ({ path, schema: parseJson(readFileSync(join(folder, path), 'utf8')) }))
    .filter((file): file is SchemaFile => isJsonObject(file.schema) && typeof file.schema.$id === 'string');
}

export function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function parseJson(text: string): Json {
  return JSON.parse(text);
}
