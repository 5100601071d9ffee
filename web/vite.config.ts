import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where a hub listens while `npm run dev --workspace @hotpass/web` serves the page. */
const hub = 'http://127.0.0.1:4000';

/** The hub serves what this builds under `/`, with hashed names below `/assets/`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), lingui({ macroTransform: true })],
  build: {
    outDir: fileURLToPath(new URL('./dist', import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // No data: URLs for scripts, styles and workers, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: { proxy: { '/graphql': { target: hub, ws: true }, '/api': { target: hub } } },
});
