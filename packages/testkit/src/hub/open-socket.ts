import { WebSocket } from 'ws';

/** The HTTP status that a WebSocket upgrade with these headers is answered with: 101 when it is taken. */
export async function openSocket(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers: { ...headers } });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  socket.on('open', () => resolve(101));
  socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
  socket.on('error', reject);
  try {
    return await promise;
  } finally {
    socket.on('error', () => undefined);
    socket.terminate();
  }
}
