import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { noOperations, parseOperationManifest, type OperationManifest } from '@hotpass/gateway';
import { NotFoundError } from '@hotpass/kernel';

/** Where the build puts the web app. */
const builtWebApp = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** Everything comes from this hub; no script or style stands in the page itself. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  // Pictures that are exported are drawn in the page.
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const secured: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Serves the web app: its files as the build compressed them, those with a hash in their name for ever, and for every other
 * address a browser opens its page, since the app finds its screens by the address.
 */
export async function registerWebApp(app: FastifyInstance, directory: string = builtWebApp): Promise<void> {
  const page = `${directory}index.html`;
  if (!existsSync(page)) {
    app.get('/', async (_request, reply) => reply.redirect('/graphql'));
    return;
  }
  await app.register(fastifyStatic, {
    root: directory,
    serve: false,
    preCompressed: true,
    dotfiles: 'ignore',
    cacheControl: false,
    etag: true,
  });
  app.get<{ Params: { '*': string } }>('/assets/*', async (request, reply) => {
    const name = request.params['*'];
    // A name that is not there is no screen either: a page of an older build asks for it.
    if (!/^[\w.-]+$/.test(name) || !existsSync(`${directory}assets/${name}`)) throw new NotFoundError('There is nothing at this address.');
    return reply.headers({ ...secured, 'cache-control': 'public, max-age=31536000, immutable' }).sendFile(`assets/${name}`);
  });
  app.get('/licenses.txt', async (_request, reply) => reply.headers({ ...secured, 'cache-control': 'no-cache' }).sendFile('licenses.txt'));
  app.get('/*', async (request, reply) => sendPage(request, reply));
}

/** @throws NotFoundError for who does not open a page. */
async function sendPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const isPage = (request.headers.accept ?? '').includes('text/html') && !/^\/api(\/|$)/.test(request.url);
  if (!isPage && request.url !== '/') throw new NotFoundError('There is nothing at this address.');
  return reply.headers({ ...secured, 'cache-control': 'no-cache', vary: 'accept' }).sendFile('index.html');
}

/** The operations of the web app, which it asks for by their ids; none when it has not been built. */
export async function webOperations(directory: string = builtWebApp): Promise<OperationManifest> {
  const json = await readFile(`${directory}.vite/operations.json`, 'utf8').catch(() => null);
  return json === null ? noOperations : parseOperationManifest(json);
}
