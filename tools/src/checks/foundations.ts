import { importsOf } from './imports.ts';
import { isCode, isTest, type Problem, type SourceFile } from './repository.ts';

/** Packages the project is built on, each imported by the code that runs. */
const imported: readonly string[] = [
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
];

/** Packages that are programs: the command a script of the root runs, and the file that configures it. */
const run: readonly { readonly packageName: string; readonly command: RegExp; readonly configuration: string }[] = [
  { packageName: '@graphql-codegen/cli', command: /(^|[\s])graphql-codegen(\s|$)/, configuration: 'codegen.yml' },
  { packageName: 'jest', command: /(^|[\s])jest(\s|$)/, configuration: 'jest.config.js' },
];

/** What lies at the top of the repository: files, and folders with something in them. */
const topLevel: readonly string[] = [
  'gateway',
  'subgraphs',
  'web',
  'codegen.yml',
  'schema',
  'migrations',
  'package.json',
  'lerna.json',
  'tsconfig.json',
  'docs',
];

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Every package the project is built on that is not depended on, or not used; every missing top-level name. */
export function missingFoundations(files: readonly SourceFile[]): Problem[] {
  const manifests = files.filter(({ path }) => /(^|\/)package\.json$/.test(path));
  const known = new Set(manifests.flatMap(({ text }) => dependenciesOf(JSON.parse(text))));
  const used = new Set(files.filter(isProductCode).flatMap(({ text }) => importsOf(text).map(packageOf)));
  return [
    ...[...imported, ...run.map(({ packageName }) => packageName)]
      .filter((name) => !known.has(name))
      .map((name) => `package.json: nothing depends on ${name}, which the project is built on`),
    ...imported.filter((name) => !used.has(name)).map((name) => `${name} is imported by no code outside tests`),
    ...unusedPrograms(files),
    ...topLevel
      .filter((name) => !files.some(({ path }) => path === name || path.startsWith(`${name}/`)))
      .map((name) => `${name} is missing`),
  ];
}

function dependenciesOf({ dependencies, devDependencies }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...devDependencies });
}

function isProductCode({ path }: SourceFile): boolean {
  return isCode(path) && !isTest(path) && !/^(tools|bench|packages\/testkit)\//.test(path);
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function unusedPrograms(files: readonly SourceFile[]): Problem[] {
  const root = files.find(({ path }) => path === 'package.json');
  const { scripts = {} }: Manifest = root === undefined ? {} : JSON.parse(root.text);
  return run.flatMap(({ packageName, command, configuration }) => [
    ...(Object.values(scripts).some((script) => command.test(script)) ? [] : [`package.json: no script runs ${packageName}`]),
    ...(files.some(({ path }) => path === configuration) ? [] : [`${configuration}, which configures ${packageName}, is missing`]),
  ]);
}
