import type { Transport } from './listening.ts';
import type { Target } from './target.ts';

/** One thing a server has to do. */
export interface Audit {
  /** Stable, for lists of exceptions. */
  readonly id: string;
  readonly level: 'MUST' | 'SHOULD';
  readonly name: string;
  /** @throws AuditFailure when the server does otherwise. */
  readonly run: (target: Target) => Promise<void>;
}

/** Makes audits of one way to listen. */
export function named(transport: Transport): (id: string, level: Audit['level'], name: string, run: Audit['run']) => Audit {
  const via = transport.name === 'WebSocket' ? 'WS' : 'SSE';
  return (id, level, name, run) => ({ id: `${via}-${id}`, level, name: `${transport.name}: ${name}`, run });
}

export interface AuditResult {
  readonly audit: Audit;
  /** Null when the server does as it should. */
  readonly problem: string | null;
  readonly elapsedMs: number;
}

/** Runs one audit after another, so that what one causes is not in the way of the next. */
export async function runAudits(
  audits: readonly Audit[],
  target: Target,
  onResult: (result: AuditResult) => void = () => undefined,
): Promise<readonly AuditResult[]> {
  const results: AuditResult[] = [];
  for (const audit of audits) {
    const result = await runAudit(audit, target);
    results.push(result);
    onResult(result);
  }
  return results;
}

async function runAudit(audit: Audit, target: Target): Promise<AuditResult> {
  const started = performance.now();
  const problem = await audit.run(target).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { audit, problem, elapsedMs: Math.round(performance.now() - started) };
}
