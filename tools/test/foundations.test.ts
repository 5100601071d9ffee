import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { missingFoundations } from '../src/checks/foundations.ts';
import { repositoryFiles, type SourceFile } from '../src/checks/repository.ts';

const files = repositoryFiles(join(import.meta.dirname, '../..'));

function without(problemPath: (file: SourceFile) => boolean): string[] {
  return missingFoundations(files.filter((file) => !problemPath(file)));
}

function edited(pattern: RegExp, by: string): string[] {
  return missingFoundations(files.map(({ path, text }) => ({ path, text: text.replaceAll(pattern, by) })));
}

test('this repository has what it is built on, and uses it', () => {
  expect(missingFoundations(files)).toEqual([]);
});

test.each(['gateway', 'subgraphs', 'web', 'codegen.yml', 'schema', 'migrations', 'lerna.json', 'tsconfig.json', 'docs'])(
  'the top of the repository without %s is refused',
  (name) => {
    expect(without(({ path }) => path === name || path.startsWith(`${name}/`))).toContain(`${name} is missing`);
  },
);

test('a repository without its package.json is refused', () => {
  expect(without(({ path }) => path === 'package.json')).toContain('package.json is missing');
});

test.each([
  '@apollo/server',
  '@apollo/subgraph',
  '@apollo/gateway',
  'graphql',
  'type-graphql',
  'graphql-ws',
  'typeorm',
  'pg',
  'dataloader',
  'urql',
  'react',
  '@xyflow/react',
  '@opentelemetry/instrumentation-graphql',
])('%s that no code imports is refused, and so is one that nothing depends on', (name) => {
  const imports = new RegExp(`(['"])${name}(/[^'"]*)?\\1(?!:)`, 'g');
  expect(edited(imports, "'something-else'")).toEqual([`${name} is imported by no code outside tests`]);
  expect(edited(new RegExp(`"${name}":`, 'g'), '"something-else":')).toEqual([
    `package.json: nothing depends on ${name}, which the project is built on`,
  ]);
});

test('a use in tests alone does not count', () => {
  const inTests = files.map(({ path, text }) =>
    path.includes('/test/') ? { path, text } : { path, text: text.replaceAll("'pg'", "'something-else'") },
  );
  expect(missingFoundations(inTests)).toEqual(['pg is imported by no code outside tests']);
});

test.each([
  ['@graphql-codegen/cli', /graphql-codegen --config/g, 'true'],
  ['jest', / jest"/g, ' true"'],
])('%s that no script runs is refused', (name, pattern, by) => {
  expect(edited(pattern, by)).toEqual([`package.json: no script runs ${name}`]);
});
