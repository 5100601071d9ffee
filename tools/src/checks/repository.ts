import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A tracked (or about to be tracked) file and its text. */
export interface SourceFile {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A sentence that names the place and what to do about it. */
export type Problem = string;

const textFiles = /\.(ts|tsx|mts|js|mjs|css|json|ya?ml|md|graphql|sql)$/;

/** Files git tracks or would track, with their text; ignored ones, such as generated code, are left out. */
export function repositoryFiles(root: string): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed
    .split('\n')
    .filter((path) => textFiles.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export function isTest(path: string): boolean {
  return /\.(test|e2e)\.tsx?$/.test(path) || /(^|\/)test\//.test(path) || path.startsWith('e2e/');
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mts)$/.test(path) && !path.endsWith('.d.ts');
}
