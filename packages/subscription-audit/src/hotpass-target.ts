import { randomUUID } from 'node:crypto';
import type { Result, Target } from './target.ts';

interface RunUpdated {
  readonly cursor?: string;
  readonly run?: { readonly id?: string } | null;
}

/** A Hotpass hub: runs are told by POST /api/v1/lineage and seen by `runUpdated`. */
export function hotpassTarget(address: string): Target {
  const { origin } = new URL(address);
  const job = `subscription-audit-${randomUUID()}`;
  return {
    url: `${origin}/graphql`,
    subscription: (after) => ({
      query: 'subscription Audit($after: String) { runUpdated(after: $after) { cursor run { id } } }',
      variables: after === null ? {} : { after },
    }),
    largeSubscription: (after) => ({
      query: `subscription Audit($after: String, $with: Boolean!) { ...Live }
        fragment Live on Subscription { live: runUpdated(after: $after) { at: cursor ...Run } }
        fragment Run on RunUpdatedEvent { run { id ${Array.from({ length: 25 }, (_one, index) => `id${index}: id @include(if: $with)`).join(' ')} } }`,
      variables: { with: true, ...(after === null ? {} : { after }) },
    }),
    invalid: { query: 'subscription { nothingOfTheKind { cursor } }' },
    query: { query: '{ __typename }' },
    cause: (count) => cause(`${origin}/api/v1/lineage`, job, count),
    nameOf: (result) => updateIn(result)?.run?.id ?? null,
    cursorOf: (result) => {
      const cursor = updateIn(result)?.cursor ?? result.extensions?.['cursor'];
      return typeof cursor === 'string' ? cursor : null;
    },
    foreign(cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      bytes[11] = bytes[11]! ^ 0xff;
      return bytes.toString('base64url');
    },
  };
}

function updateIn({ data }: Result): RunUpdated | null {
  const fields = data as { runUpdated?: RunUpdated | null; live?: (RunUpdated & { at?: string }) | null } | null | undefined;
  if (fields?.live) return { ...fields.live, ...(fields.live.at === undefined ? {} : { cursor: fields.live.at }) };
  return fields?.runUpdated ?? null;
}

/** One after another, so that the log has them in this order. */
async function cause(url: string, job: string, count: number): Promise<readonly string[]> {
  const names: string[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const runId = randomUUID();
    const event = {
      eventType: 'START',
      eventTime: new Date().toISOString(),
      producer: 'https://hotpass.dev/subscription-audit',
      schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
      run: { runId },
      job: { namespace: 'subscription-audit', name: job },
    };
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) });
    if (!answer.ok) throw new Error(`The hub answered ${answer.status} to an event.`);
    await answer.arrayBuffer();
    names.push(`run_${runId}`);
  }
  return names;
}
