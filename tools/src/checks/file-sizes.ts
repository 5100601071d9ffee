import { isCode, isTest, type Problem, type SourceFile } from './repository.ts';

const limits = { code: 300, tests: 600 };

/** Files that have more than one reason to exist, by their length. */
export function oversizedFiles(files: readonly SourceFile[]): Problem[] {
  return files
    .filter(({ path }) => isCode(path) || path.endsWith('.css'))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
      const limit = isTest(path) ? limits.tests : limits.code;
      return lines > limit ? [`${path}: ${lines} lines, ${limit} at most; split it by responsibility`] : [];
    });
}
