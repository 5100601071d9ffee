import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { EventFeed, FeedSubscription } from '@hotpass/log';
import { BadUserInputError, ResyncError } from '@hotpass/kernel';
import type { FastifyInstance } from 'fastify';

const heartbeatMs = 5_000;

/**
 * `GET /internal/feed?after=` (Server-Sent Events: `entries`, `resync`, comments as heartbeat) and `/internal/feed/head`.
 * A reader that does not read is waited for: the next batch is taken from the feed when the socket has drained.
 */
export function registerFeedRoutes(app: FastifyInstance, feed: EventFeed): void {
  app.get('/internal/feed/head', async () => ({ cursor: await feed.head() }));
  app.get<{ Querystring: { after?: string } }>('/internal/feed', async (request, reply) => {
    const after = request.query.after;
    if (after === undefined) throw new BadUserInputError('`after` is missing.', { argument: 'after' });
    const subscription = feed.subscribe(after);
    reply.hijack();
    reply.raw.on('close', () => subscription.close());
    await stream(reply.raw, subscription);
  });
}

async function stream(response: ServerResponse, subscription: FeedSubscription): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': connected\n\n');
  const heartbeat = setInterval(() => response.write(': alive\n\n'), heartbeatMs);
  try {
    for await (const entries of subscription) {
      const isDrained = response.write(
        frame(
          'entries',
          entries.map((entry) => ({ ...entry, bodyHash: Buffer.from(entry.bodyHash).toString('hex') })),
        ),
      );
      if (!isDrained && !response.closed) await drained(response);
    }
  } catch (error) {
    if (error instanceof ResyncError) response.write(frame('resync', { cursor: error.details['cursor'], message: error.message }));
    else if (error instanceof BadUserInputError) response.write(frame('failed', { code: error.code, message: error.message }));
    else response.write(frame('failed', { message: 'The feed failed.' }));
  } finally {
    clearInterval(heartbeat);
    subscription.close();
    response.end();
  }
}

/** Resolves when the socket takes more, or is gone. Neither leaves a listener behind: a slow reader is waited for often. */
async function drained(response: ServerResponse): Promise<void> {
  const done = new AbortController();
  const { signal } = done;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  done.abort();
}

function frame(event: string, payload: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`;
}
