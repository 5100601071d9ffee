import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oversizedFiles } from './checks/file-sizes.ts';
import { missingFoundations } from './checks/foundations.ts';
import { forbiddenImports } from './checks/imports.ts';
import { brokenLayers } from './checks/layers.ts';
import {
  duplicatedPackages,
  hostsInLockfile,
  loosePins,
  missingOptionalPackages,
  type Lockfile,
  type Manifest,
} from './checks/lockfile.ts';
import { messagesHandedOn } from './checks/messages.ts';
import { undocumentedSettings } from './checks/settings.ts';
import { repositoryFiles, type SourceFile } from './checks/repository.ts';

const root = join(import.meta.dirname, '../..');

function manifestOf({ path, text }: SourceFile): Manifest {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text);
  return { path, dependencies: { ...dependencies, ...devDependencies, ...optionalDependencies } };
}

const files = repositoryFiles(root);
const lock: Lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const manifests = files.filter(({ path }) => /(^|\/)package\.json$/.test(path)).map(manifestOf);
const problems = [
  ...forbiddenImports(files),
  ...brokenLayers(files),
  ...missingFoundations(files),
  ...oversizedFiles(files),
  ...undocumentedSettings(files),
  ...messagesHandedOn(files),
  ...duplicatedPackages(lock),
  ...missingOptionalPackages(lock),
  ...hostsInLockfile(lock),
  ...loosePins(manifests),
];
for (const problem of problems) console.error(problem);
console.error(problems.length === 0 ? `checks: ${files.length} files, no problem` : `checks: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
