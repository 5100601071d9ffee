import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** GraphiQL with its editor and workers in files of our own: the hub serves it without the Internet. */
// oxlint-disable-next-line import/no-default-export -- Vite reads the default export.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/graphql/',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../dist/explorer', import.meta.url)),
    emptyOutDir: true,
    chunkSizeWarningLimit: 5_000,
    // No data: URLs for scripts and workers, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
});
