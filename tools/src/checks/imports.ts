import { posix } from 'node:path';
import { isCode, isTest, type Problem, type SourceFile } from './repository.ts';

/** Who may import whom: a room's folder, its package, and the packages of ours it may name. */
interface Room {
  readonly folder: string;
  readonly packageName: string;
  readonly mayImport: readonly string[];
}

const kernel = '@hotpass/kernel';
const events = '@hotpass/events';
const log = '@hotpass/log';
const server = '@hotpass/server';
const openlineage = '@hotpass/openlineage';
const testkit = '@hotpass/testkit';

const rooms: readonly Room[] = [
  { folder: 'packages/kernel', packageName: kernel, mayImport: [] },
  { folder: 'packages/events', packageName: events, mayImport: [kernel] },
  { folder: 'packages/log', packageName: log, mayImport: [kernel, events] },
  { folder: 'packages/server', packageName: server, mayImport: [kernel, events, log] },
  { folder: 'packages/openlineage', packageName: openlineage, mayImport: [] },
  { folder: 'packages/subscription-audit', packageName: '@hotpass/subscription-audit', mayImport: [] },
  { folder: 'packages/testkit', packageName: testkit, mayImport: ['@hotpass/migrations', log] },
  { folder: 'subgraphs/lineage', packageName: '@hotpass/lineage', mayImport: [kernel, events, log, server, openlineage] },
  { folder: 'subgraphs/runs', packageName: '@hotpass/runs', mayImport: [kernel, events, log, server, openlineage] },
  { folder: 'gateway', packageName: '@hotpass/gateway', mayImport: [kernel, events, server] },
  { folder: 'migrations', packageName: '@hotpass/migrations', mayImport: [] },
  {
    folder: 'hub',
    packageName: '@hotpass/hub',
    mayImport: [kernel, log, server, '@hotpass/migrations', '@hotpass/gateway', '@hotpass/lineage', '@hotpass/runs'],
  },
  { folder: 'web', packageName: '@hotpass/web', mayImport: [] },
  { folder: 'demo', packageName: '@hotpass/demo', mayImport: [openlineage] },
  { folder: 'e2e', packageName: '@hotpass/e2e', mayImport: [testkit] },
  {
    folder: 'bench',
    packageName: '@hotpass/bench',
    mayImport: [testkit, openlineage, kernel, events, log, server, '@hotpass/gateway', '@hotpass/lineage', '@hotpass/runs'],
  },
  { folder: 'tools', packageName: '@hotpass/tools', mayImport: [] },
];

const specifier = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"]([^'"\n]+)['"]/g;

/** Import specifiers of a module, static, dynamic and required ones. */
export function importsOf(text: string): string[] {
  return [...text.matchAll(specifier)].map((match) => match[1]!);
}

/** Every import that the table of who may import whom does not allow. */
export function forbiddenImports(files: readonly SourceFile[]): Problem[] {
  return files.filter(({ path }) => isCode(path) && !isSample(path)).flatMap((file) => problemsOf(file));
}

/** Tests of the checks hold samples of what is refused. */
function isSample(path: string): boolean {
  return path.startsWith('tools/test/');
}

function problemsOf(file: SourceFile): Problem[] {
  const room = rooms.find(({ folder }) => file.path.startsWith(`${folder}/`));
  if (!room)
    return file.path.includes('/') && !file.path.startsWith('schema/') ? [`${file.path}: its room is not in the table of imports`] : [];
  const allowed = isTest(file.path) ? [...room.mayImport, testkit, room.packageName] : room.mayImport;
  return importsOf(file.text).flatMap((name) => {
    if (name.startsWith('.')) {
      const target = posix.normalize(posix.join(posix.dirname(file.path), name));
      return target.startsWith(`${room.folder}/`) || isWithinTests(file.path, target)
        ? []
        : [`${file.path}: ${name} reaches into another room; import its package`];
    }
    if (!name.startsWith('@hotpass/')) return [];
    const packageName = name.split('/').slice(0, 2).join('/');
    return allowed.includes(packageName) ? [] : [`${file.path}: ${room.folder} may not import ${packageName}`];
  });
}

/** End-to-end tests may read the committed operations and schemas where they lie. */
function isWithinTests(path: string, target: string): boolean {
  return isTest(path) && /^(schema|operations|e2e)\//.test(target);
}
