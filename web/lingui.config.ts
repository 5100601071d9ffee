import { defineConfig } from '@lingui/cli';

/**
 * English stands in the code; its catalogue is taken from there by every build and not committed. `pseudo` is English with
 * other letters, to see which words are not in a catalogue.
 */
export default defineConfig({
  locales: ['en', 'pseudo'],
  sourceLocale: 'en',
  pseudoLocale: 'pseudo',
  catalogs: [
    { path: '<rootDir>/src/generated/locales/{locale}', include: ['src'], exclude: ['**/generated/**', '**/*.test.*', 'src/ui/Trans.tsx'] },
  ],
  orderBy: 'messageId',
});
