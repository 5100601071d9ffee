import { createReadStream } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { NotFoundError } from '@hotpass/kernel';

/** Where the build puts it; the same place seen from `src` and from `dist`. */
export const builtExplorer = fileURLToPath(new URL('../../dist/explorer/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/** Everything from this hub. Inline styles are the editor's, which places its lines and cursor by them. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page for browsers: GraphiQL from this hub's own files, nothing from outside. */
export async function sendExplorer(directory: string, reply: FastifyReply): Promise<FastifyReply> {
  const page = await readFile(join(directory, 'index.html'), 'utf8').catch(() => null);
  if (page === null) throw new NotFoundError('The explorer has not been built.');
  return secured(reply).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);
}

/** What the page loads. */
export function registerExplorerAssets(app: FastifyInstance, directory: string): void {
  app.get<{ Params: { name: string } }>('/graphql/assets/:name', async (request, reply) => {
    const { name } = request.params;
    // Only names that are there, so that no path leads elsewhere.
    const names: readonly string[] = await readdir(join(directory, 'assets')).catch(() => []);
    const type = types[extname(name)];
    if (!names.includes(name) || type === undefined) throw new NotFoundError('There is nothing at this address.');
    return secured(reply)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(type)
      .send(createReadStream(join(directory, 'assets', name)));
  });
}

function secured(reply: FastifyReply): FastifyReply {
  return reply
    .header('content-security-policy', contentSecurityPolicy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin');
}
