import { describe, expect, test } from '@jest/globals';
import { undocumentedSettings } from '../src/checks/settings.ts';
import { oversizedFiles } from '../src/checks/file-sizes.ts';
import { forbiddenImports } from '../src/checks/imports.ts';
import { brokenLayers } from '../src/checks/layers.ts';
import { messagesHandedOn } from '../src/checks/messages.ts';
import { duplicatedPackages, hostsInLockfile, loosePins, missingOptionalPackages } from '../src/checks/lockfile.ts';

describe('the table of imports', () => {
  test.each([
    ['subgraphs/runs/src/a.ts', `import { x } from '@hotpass/lineage';`],
    ['packages/kernel/src/a.ts', `export * from '@hotpass/events';`],
    ['gateway/src/a.ts', `const log = await import('@hotpass/log');`],
    ['gateway/src/a.ts', `import type { Log } from "@hotpass/log";`],
    ['hub/src/a.ts', `import { y } from '../../subgraphs/runs/src/subgraph.ts';`],
    ['demo/src/a.ts', `import {\n  x,\n} from '@hotpass/kernel';`],
    ['subgraphs/lineage/src/a.ts', `import { x } from '@hotpass/testkit';`],
    ['unheard-of/a.ts', ``],
  ])('%s with %j is refused', (path, text) => {
    expect(forbiddenImports([{ path, text }])).toHaveLength(1);
  });

  test.each([
    ['subgraphs/runs/src/a.ts', `import { x } from '@hotpass/log'; import { y } from './b.ts';`],
    ['subgraphs/runs/src/a.test.ts', `import { x } from '@hotpass/testkit';`],
    ['subgraphs/runs/test/a.integration.test.ts', `import { x } from '../src/a.ts'; import { t } from '@hotpass/testkit';`],
    ['hub/src/a.ts', `import { x } from '@hotpass/lineage'; import fs from 'node:fs';`],
  ])('%s with %j is allowed', (path, text) => {
    expect(forbiddenImports([{ path, text }])).toEqual([]);
  });
});

describe('layers', () => {
  test.each([
    ['subgraphs/runs/src/run/run.service.ts', `import { GraphQLError } from 'graphql';`],
    ['subgraphs/runs/src/run/run.repository.ts', `import { Field } from 'type-graphql';`],
    ['subgraphs/runs/src/run/run.resolver.ts', `import type { Database, Log } from '@hotpass/log';`],
    ['subgraphs/runs/src/run/run.service.ts', 'const sql = `select * from log.entry`;'],
    ['gateway/src/main.ts', `const port = process.env['PORT'];`],
    ['gateway/src/main.ts', `console.log('up');`],
    ['web/src/ui/Button.tsx', `import { useLive } from '../client/live-context.ts';`],
    ['web/src/ui/Button.tsx', `import type { Run } from '../generated/graphql/graphql.ts';`],
    ['web/src/features/omnibox/Omnibox.tsx', `import { Shell } from '../../app/shell/Shell.tsx';`],
    ['web/src/features/omnibox/Omnibox.tsx', `const page = import('../../pages/run/RunPage.tsx');`],
  ])('%s with %j is refused', (path, text) => {
    expect(brokenLayers([{ path, text }])).toHaveLength(1);
  });

  test.each([
    ['packages/log/src/append.ts', 'const sql = `insert into log.entry`;'],
    ['gateway/src/config.ts', `loadConfig(schema, process.env);`],
    ['gateway/src/quiet.ts', `process.env['TELEMETRY'] = 'off';`],
    ['subgraphs/runs/src/run/run.service.ts', `import { NotFoundError } from '@hotpass/kernel';`],
    ['web/src/pages/run/RunPage.tsx', `import { Button } from '../../ui/Button.tsx';`],
    ['web/src/features/omnibox/Omnibox.tsx', `import { useLive } from '../../client/live-context.ts';`],
  ])('%s with %j is allowed', (path, text) => {
    expect(brokenLayers([{ path, text }])).toEqual([]);
  });
});

test('a file over its limit is refused, tests have twice the room', () => {
  const text = 'x\n'.repeat(301);
  expect(oversizedFiles([{ path: 'hub/src/a.ts', text }])).toHaveLength(1);
  expect(
    oversizedFiles([
      { path: 'hub/src/a.ts', text: 'x\n'.repeat(300) },
      { path: 'hub/src/a.test.ts', text },
    ]),
  ).toEqual([]);
});

test('a t of useLingui that is handed to another function is refused', () => {
  const handed = `function words(t: ReturnType<typeof useLingui>['t']): string { return t\`Direct\`; }`;
  const own = `function Words() { const { t } = useLingui(); return t\`Direct\`; }`;
  expect(messagesHandedOn([{ path: 'web/src/features/a.tsx', text: handed }])).toHaveLength(1);
  expect(messagesHandedOn([{ path: 'web/src/features/a.tsx', text: own }])).toEqual([]);
});

test('a second copy of graphql or of a federation package is refused', () => {
  const lock = { packages: { 'node_modules/graphql': {}, 'gateway/node_modules/graphql': {}, 'node_modules/@apollo/gateway': {} } };
  expect(duplicatedPackages(lock)).toEqual([expect.stringContaining('graphql is there 2 times')]);
  expect(duplicatedPackages({ packages: { 'node_modules/graphql': {}, 'node_modules/not-graphql': {} } })).toEqual([]);
});

test('an optional dependency without an entry of its own is refused', () => {
  const complete = {
    'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-darwin': '1.0.0' } },
    'node_modules/a-linux': {},
    'node_modules/a/node_modules/a-darwin': {},
  };
  expect(missingOptionalPackages({ packages: complete })).toEqual([]);
  const { 'node_modules/a-linux': _gone, ...hole } = complete;
  expect(missingOptionalPackages({ packages: hole })).toEqual([expect.stringContaining('a-linux')]);
});

test('a lockfile that names a host is refused, workspace links are not', () => {
  const packages = {
    'node_modules/a': { resolved: 'https://registry.example/a.tgz' },
    'node_modules/@hotpass/hub': { resolved: 'hub', link: true },
    'node_modules/b': {},
  };
  expect(hostsInLockfile({ packages })).toEqual([expect.stringContaining('node_modules/a')]);
});

test.each(['^1.0.0', '~1.2.3', '*', 'latest', '>=2'])('the pin %s is refused', (version) => {
  expect(loosePins([{ path: 'package.json', dependencies: { a: version, b: '1.0.0-rc.4' } }])).toHaveLength(1);
});

test('settings and their reference name each other', () => {
  const page = { path: 'docs/reference/configuration.md', text: '| `HOTPASS_PORT` | `DATABASE_URL` | `HOTPASS_SUBGRAPH_RUNS_URL` |' };
  const config = { path: 'hub/src/config.ts', text: 'HOTPASS_PORT: port(), DATABASE_URL: url()' };
  expect(undocumentedSettings([page, config])).toEqual([]);
  expect(undocumentedSettings([config])).toHaveLength(1);
  expect(undocumentedSettings([page, { ...config, text: `${config.text}, HOTPASS_DEPTH: depth()` }])[0]).toContain(
    'HOTPASS_DEPTH is not in',
  );
  expect(undocumentedSettings([page, { ...config, text: 'HOTPASS_PORT: port()' }])[0]).toContain('no program reads DATABASE_URL');
});
