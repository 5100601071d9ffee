import type { Problem, SourceFile } from './repository.ts';

/**
 * The `t` of `useLingui` is compiled only in the component that calls it. Handed on to another function it is a plain call of
 * the runtime, which answers nothing: the words are missing from the page, and no error says so.
 */
export function messagesHandedOn(files: readonly SourceFile[]): Problem[] {
  return files
    .filter(({ path, text }) => /^web\/src\/.*\.tsx?$/.test(path) && /typeof useLingui>\['t'\]/.test(text))
    .map(({ path }) => `${path}: hands the t of useLingui to a function; import t from @lingui/core/macro where the words are`);
}
