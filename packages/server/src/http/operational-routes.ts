import type { FastifyInstance } from 'fastify';
import type { MetricsPage } from '../telemetry/metrics.ts';

export interface OperationalRoutes {
  /** Sentences why the process cannot serve now; empty when it can. */
  readonly problems: () => readonly string[];
  readonly metrics: MetricsPage;
}

/** `GET /health` (it listens), `GET /readiness` (it can serve, or why not), `GET /metrics` (Prometheus text). */
export function registerOperationalRoutes(app: FastifyInstance, { problems, metrics }: OperationalRoutes): void {
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/readiness', async (_request, reply) => {
    const reasons = problems();
    return reply.code(reasons.length === 0 ? 200 : 503).send({ status: reasons.length === 0 ? 'ready' : 'not ready', reasons });
  });
  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.render()));
}
