import { transform } from '@swc/core';
import type { Plugin } from 'vite';

/**
 * What Lingui's macros stand for, by the same transform as in the tests. Lingui's own for Vite is a native package that npm
 * leaves out under Node 20, which may install this project. `Trans` is our own around Lingui's: any name can be filled in.
 */
export const linguiMacros: Plugin = {
  name: 'hotpass:lingui-macros',
  enforce: 'pre',
  transform: {
    filter: { id: /\.tsx?$/, code: /from '@lingui\/(?:core|react)\/macro'/ },
    async handler(code, id) {
      const { code: made, map } = await transform(code, {
        filename: id,
        configFile: false,
        swcrc: false,
        sourceMaps: true,
        jsc: {
          target: 'esnext',
          parser: { syntax: 'typescript', tsx: id.endsWith('.tsx') },
          transform: { react: { runtime: 'preserve' } },
          experimental: { plugins: [['@lingui/swc-plugin', { runtimeModules: { Trans: ['#trans', 'Trans'] } }]] },
        },
        module: { type: 'es6' },
      });
      return { code: made, ...(map === undefined ? {} : { map }) };
    },
  },
};
