import { importsOf } from './imports.ts';
import { isCode, isTest, type Problem, type SourceFile } from './repository.ts';

interface LayerRule {
  readonly applies: (path: string) => boolean;
  readonly breaks: (text: string) => boolean;
  readonly sentence: string;
}

const apiPackages = /^(graphql(\/|$)|type-graphql$|fastify$)/;

const rules: readonly LayerRule[] = [
  {
    applies: (path) => /\.(service|repository)\.ts$/.test(path),
    breaks: (text) => importsOf(text).some((name) => apiPackages.test(name)),
    sentence: 'a service or repository imports no graphql, type-graphql or HTTP type',
  },
  {
    applies: (path) => path.endsWith('.resolver.ts'),
    breaks: (text) => /import[^;]*\bDatabase\b[^;]*from/.test(text),
    sentence: 'a resolver never imports Database, so it cannot write',
  },
  {
    applies: (path) =>
      !path.startsWith('packages/log/') && !path.startsWith('migrations/src/log/') && !path.startsWith('packages/testkit/'),
    breaks: (text) =>
      /\b(from|into|update|join|table|truncate)\s+log\.(entry|body|event_key|consumer|quarantine|era|aggregate|secret)\b/i.test(text),
    sentence: 'only packages/log touches the schema `log`',
  },
  {
    applies: (path) => !/(^|[/-])(config|settings)\.ts$/.test(path) && !path.startsWith('packages/testkit/') && !path.startsWith('tools/'),
    // Telling a library through the environment is no reading of it.
    breaks: (text) => /\bprocess\.env\b(?!\['\w+'\] = )/.test(text),
    sentence: 'only config.ts reads process.env',
  },
  {
    applies: (path) => !path.startsWith('tools/') && !path.startsWith('demo/'),
    breaks: (text) => /\bconsole\.(log|error|warn|info|debug)\(/.test(text),
    sentence: 'programs log through their logger, never console',
  },
  {
    applies: (path) => path.startsWith('web/src/ui/'),
    breaks: (text) => importsOf(text).some((name) => /^\.\.\/(app|pages|features|client|address|generated)\//.test(name)),
    sentence: 'web/src/ui knows no GraphQL, no feature and no screen',
  },
  {
    applies: (path) => /^web\/src\/(features|client|address)\//.test(path),
    breaks: (text) => importsOf(text).some((name) => /^(\.\.\/)+(app|pages)\//.test(name)),
    sentence: 'what screens are made of imports no screen and nothing of the shell',
  },
];

/** Places where a layer knows more than it may. Tests are free. */
export function brokenLayers(files: readonly SourceFile[]): Problem[] {
  return files
    .filter(({ path }) => isCode(path) && !isTest(path))
    .flatMap(({ path, text }) =>
      rules.filter((rule) => rule.applies(path) && rule.breaks(text)).map((rule) => `${path}: ${rule.sentence}`),
    );
}
