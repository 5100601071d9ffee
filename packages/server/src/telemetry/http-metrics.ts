import type { FastifyReply, FastifyRequest } from 'fastify';
import { meter } from './meter.ts';

const bucketSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Times what is answered over HTTP, by route. Answers that never end, such as streams of events, are not among it. */
export function requestTimer(): (request: FastifyRequest, reply: FastifyReply) => void {
  const durations = meter('http').createHistogram('http_server_request_duration_seconds', {
    description: 'How long HTTP requests took to answer.',
    unit: 'seconds',
    advice: { explicitBucketBoundaries: bucketSeconds },
  });
  return ({ method, routeOptions }, reply) => {
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return;
    const attributes = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) };
    durations.record(reply.elapsedTime / 1_000, attributes);
  };
}
