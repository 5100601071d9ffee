import { fileURLToPath } from 'node:url';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { linguiMacros } from './lingui-macros.ts';

/** Where a hub listens while `npm run dev --workspace @hotpass/web` serves the page. */
const hub = 'http://127.0.0.1:4000';

const generated = fileURLToPath(new URL('./src/generated/', import.meta.url));

/** What the hub keeps under the ids that the page asks by; not among the files it serves. */
const operations: Plugin = {
  name: 'hotpass:operations',
  async generateBundle() {
    const source = await readFile(join(generated, 'operations.json'), 'utf8');
    this.emitFile({ type: 'asset', fileName: '.vite/operations.json', source });
  },
};

/** What the page is made of, under which licences; Vite writes those of scripts. */
const licenses = 'licenses.txt';

/** Fonts come in by style sheets, which Vite does not go through for licences. */
const fontLicenses: Plugin = {
  name: 'hotpass:font-licenses',
  async writeBundle({ dir = '' }) {
    for (const font of ['@fontsource-variable/instrument-sans', '@fontsource/ibm-plex-mono']) {
      const folder = new URL(`../node_modules/${font}/`, import.meta.url);
      const { version, license } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8')) as Record<string, string>;
      const text = await readFile(new URL('LICENSE', folder), 'utf8');
      await appendFile(join(dir, licenses), `\n## ${font} - ${version} (${license})\n\n${text.trim()}\n`);
    }
  },
};

/** Compressed once, here, so that the hub only sends. */
const compressed: Plugin = {
  name: 'hotpass:compressed',
  async writeBundle({ dir = '' }, bundle) {
    const names = Object.keys(bundle).filter((name) => /\.(css|html|js|svg)$/.test(name));
    await Promise.all(names.map((name) => compress(join(dir, name))));
  },
};

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path);
  await Promise.all([
    promisify(brotliCompress)(bytes).then((small) => writeFile(`${path}.br`, small)),
    promisify(gzip)(bytes, { level: 9 }).then((small) => writeFile(`${path}.gz`, small)),
  ]);
}

/** `/_gallery` of the development server, and with `--mode gallery` a build of it alone; the product never has it. */
const gallery: Plugin = {
  name: 'hotpass:gallery',
  // The schema of the API as a text, for the gallery's sample hub.
  resolveId: (id) => (id === 'virtual:api-schema' ? '\0api-schema' : null),
  async load(id) {
    if (id !== '\0api-schema') return null;
    const text = await readFile(new URL('../schema/api.graphql', import.meta.url), 'utf8');
    return `export default ${JSON.stringify(text)}`;
  },
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (/^\/_gallery(?=[?#]|$)/.test(request.url ?? '')) request.url = request.url?.replace('/_gallery', '/gallery.html');
      next();
    });
  },
};

/** The hub serves what this builds under `/`, with hashed names below `/assets/`. */
export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    react(),
    linguiMacros,
    lingui({ configPath: fileURLToPath(new URL('./lingui.config.ts', import.meta.url)) }),
    ...(mode === 'gallery' ? [] : [operations, fontLicenses, compressed]),
    gallery,
  ],
  build: {
    outDir: fileURLToPath(new URL(mode === 'gallery' ? './dist-gallery' : './dist', import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    license: { fileName: licenses },
    target: 'es2023',
    ...(mode === 'gallery' ? { rollupOptions: { input: fileURLToPath(new URL('./gallery.html', import.meta.url)) } } : {}),
    // No data: URLs for scripts, styles and workers, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: { proxy: { '/graphql': { target: hub, ws: true }, '/api': { target: hub } } },
}));
