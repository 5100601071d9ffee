import type { Operation, Result, Target } from './target.ts';

/** One subscription as its client sees it. */
export interface Listening {
  readonly results: readonly Result[];
  /** The operation was refused before it began (graphql-transport-ws `error`). */
  readonly isRefused: boolean;
  readonly isComplete: boolean;
  /** The connection is gone. */
  readonly isClosed: boolean;
  /** Ends it as the protocol says. */
  stop(): void;
  /** Loses the connection as a cut cable does. */
  drop(): void;
  /** Takes nothing from the network until `resume`. */
  pause(): void;
  resume(): void;
}

/** A way to listen; the audits of delivery run over each. */
export interface Transport {
  readonly name: 'WebSocket' | 'Server-Sent Events';
  listen(target: Target, operation: Operation): Promise<Listening>;
}

/** What an audit found. */
export class AuditFailure extends Error {
  override name = 'AuditFailure';
}

/** Waits until it holds. @throws AuditFailure with what was expected when that takes too long. */
export async function eventually(expected: string, condition: () => boolean, timeoutMs = 10_000): Promise<void> {
  const until = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > until) throw new AuditFailure(`Expected ${expected} within ${timeoutMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** @throws AuditFailure */
export function expectSame(what: string, actual: readonly unknown[], expected: readonly unknown[]): void {
  const differs = expected.findIndex((one, index) => one !== actual[index]);
  if (differs === -1 && actual.length === expected.length) return;
  const place = differs === -1 ? expected.length : differs;
  throw new AuditFailure(
    `${what}: ${actual.length} of ${expected.length}; at ${place} is ${String(actual[place])}, expected ${String(expected[place])}.`,
  );
}

/** @throws AuditFailure */
export function expectTrue(sentence: string, holds: boolean): void {
  if (!holds) throw new AuditFailure(sentence);
}
