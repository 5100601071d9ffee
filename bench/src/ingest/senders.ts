import { HttpConnection } from '../load/http-connection.ts';

/** As many connections as senders, closed together. */
export async function openSenders(url: string, count: number): Promise<{ readonly connections: readonly HttpConnection[] } & Disposable> {
  const connections = await Promise.all(Array.from({ length: count }, () => HttpConnection.open(url)));
  return {
    connections,
    [Symbol.dispose]: () => {
      for (const connection of connections) connection[Symbol.dispose]();
    },
  };
}

/** @throws Error unless the event was taken. */
export async function sendEvent(connection: HttpConnection | undefined, event: Buffer): Promise<string> {
  const answer = await connection!.post('/api/v1/lineage', event);
  if (answer.status !== 201) throw new Error(`An event was answered with ${answer.status}: ${answer.body}`);
  return answer.body.slice(7, 43);
}
