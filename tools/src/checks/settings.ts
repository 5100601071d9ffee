import { isTest, type Problem, type SourceFile } from './repository.ts';

const reference = 'docs/reference/configuration.md';
const setting = /\b(?:HOTPASS_[A-Z][A-Z_]*[A-Z]|OTEL_[A-Z][A-Z_]*[A-Z]|DATABASE_URL)\b/g;
/** Whoever reads settings does it in one of these. */
const readers = /(^|\/)config\.ts$|packages\/server\/src\/process\/run-subgraph\.ts$/;
/** Programs of the developer, whose settings are told where they are. */
const inside = /^(packages\/testkit|demo|tools|bench)\//;

function settingsIn(text: string): Set<string> {
  return new Set(text.match(setting));
}

/** Settings the code reads that the reference does not name, and the other way round. */
export function undocumentedSettings(files: readonly SourceFile[]): Problem[] {
  const page = files.find(({ path }) => path === reference);
  if (!page) return [`${reference}: it is missing`];
  const documented = settingsIn(page.text);
  const read = new Map<string, string>();
  for (const { path, text } of files) {
    if (!readers.test(path) || inside.test(path) || isTest(path)) continue;
    for (const name of settingsIn(text)) if (!read.has(name)) read.set(name, path);
  }
  return [
    ...[...read].filter(([name]) => !documented.has(name)).map(([name, path]) => `${path}: ${name} is not in ${reference}`),
    ...[...documented]
      .filter((name) => !read.has(name) && !name.startsWith('HOTPASS_SUBGRAPH_'))
      .map((name) => `${reference}: no program reads ${name}`),
  ];
}
