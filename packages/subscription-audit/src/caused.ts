import { AuditFailure, eventually, type Listening, type Transport } from './listening.ts';
import type { Target } from './target.ts';

/** Names of the caused events a listener has, in the order they came. */
export function namesOf(target: Target, { results }: Pick<Listening, 'results'>, of: readonly string[]): string[] {
  const wanted = new Set(of);
  return results.map((result) => target.nameOf(result)).filter((name): name is string => name !== null && wanted.has(name));
}

/** Causes events before anybody listens for them; answers the cursor before the first, and their names. */
export async function caused(target: Target, transport: Transport, count: number): Promise<{ after: string; names: readonly string[] }> {
  const probe = await transport.listen(target, target.subscription(null));
  // Whoever begins now may begin a moment later: the event that shows it has begun is the place to go on from.
  let after: string | null = null;
  for (let tries = 0; after === null && tries < 50; tries += 1) {
    const [name] = await target.cause(1);
    const arrived = (): boolean => namesOf(target, probe, [name!]).length > 0;
    await eventually('an event', arrived, 1_000).catch(() => undefined);
    after = arrived() ? target.cursorOf(probe.results.at(-1)!) : null;
  }
  probe.stop();
  if (after === null) throw new AuditFailure('No event arrived, or none had a cursor.');
  return { after, names: await target.cause(count) };
}
