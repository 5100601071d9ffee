import { named, type Audit } from '../audit.ts';
import { caused, namesOf } from '../caused.ts';
import { eventually, expectSame, expectTrue, type Listening, type Transport } from '../listening.ts';
import type { Target } from '../target.ts';

async function has(target: Target, listening: Listening, names: readonly string[], timeoutMs?: number): Promise<void> {
  await eventually(
    `the ${names.length} events that were caused`,
    () => namesOf(target, listening, names).length >= names.length,
    timeoutMs,
  );
  expectSame('Events in the order they were caused', namesOf(target, listening, names), names);
}

/** What a server has to do with every way to listen; `burst` is how many events a subscriber sleeps through. */
export function deliveryAudits(transport: Transport, burst: number): readonly Audit[] {
  return [...orderAudits(transport), ...brokenConnectionAudits(transport), ...companyAudits(transport), overflowAudit(transport, burst)];
}

/** Order, cursors, and what an operation asks for. */
function orderAudits(transport: Transport): readonly Audit[] {
  const audit = named(transport);
  return [
    audit('D1', 'MUST', 'events arrive in the order in which they happened, each once, each with a cursor of its own', async (target) => {
      const { after, names } = await caused(target, transport, 20);
      const listening = await transport.listen(target, target.subscription(after));
      await has(target, listening, names);
      const cursors = listening.results.map((result) => target.cursorOf(result));
      expectTrue('Every event has a cursor.', !cursors.includes(null));
      expectTrue('No cursor comes twice.', new Set(cursors).size === cursors.length);
      listening.stop();
    }),
    audit(
      'D2',
      'MUST',
      'a subscriber that comes back with any cursor gets what came after it, all of it and nothing else',
      async (target) => {
        const { after, names } = await caused(target, transport, 6);
        const first = await transport.listen(target, target.subscription(after));
        await has(target, first, names);
        for (const [index, name] of names.slice(0, -1).entries()) {
          const result = first.results.find((one) => target.nameOf(one) === name)!;
          const again = await transport.listen(target, target.subscription(target.cursorOf(result)));
          await has(target, again, names.slice(index + 1));
          expectTrue('What was before the cursor does not come again.', namesOf(target, again, names).length === names.length - index - 1);
          again.stop();
        }
        first.stop();
      },
    ),
    audit('D5', 'MUST', 'aliases, fragments and variables stand in the events as in the operation', async (target) => {
      const { after, names } = await caused(target, transport, 3);
      const listening = await transport.listen(target, target.largeSubscription(after));
      await has(target, listening, names);
      listening.stop();
    }),
  ];
}

/** Connections that break. */
function brokenConnectionAudits(transport: Transport): readonly Audit[] {
  const audit = named(transport);
  return [
    audit('D3', 'MUST', 'a connection that breaks in the middle of a burst loses nothing and repeats nothing', async (target) => {
      const { after, names: first } = await caused(target, transport, 1);
      let cursor: string = after;
      const received: string[] = [];
      const burst = target.cause(40);
      for (let round = 0; round < 4; round += 1) {
        const listening = await transport.listen(target, target.subscription(cursor));
        await eventually('an event', () => listening.results.length > round * 2);
        listening.drop();
        const { results } = listening;
        received.push(...results.flatMap((result) => target.nameOf(result) ?? []));
        cursor = target.cursorOf(results.at(-1)!) ?? cursor;
      }
      const names = [...first, ...(await burst)];
      const last = await transport.listen(target, target.subscription(cursor));
      const all = (): string[] =>
        [...received, ...last.results.flatMap((result) => target.nameOf(result) ?? [])].filter((name) => names.includes(name));
      await eventually('the events of the burst', () => all().length >= names.length);
      expectSame('Events over five connections', all(), names);
      last.stop();
    }),
  ];
}

/** More than one subscriber. */
function companyAudits(transport: Transport): readonly Audit[] {
  const audit = named(transport);
  return [
    audit('D4', 'MUST', 'subscribers that ask for the same get the same', async (target) => {
      const { after } = await caused(target, transport, 0);
      const all = await Promise.all(Array.from({ length: 5 }, () => transport.listen(target, target.subscription(after))));
      const names = await target.cause(10);
      for (const listening of all) await has(target, listening, names);
      const texts = all.map(({ results }) =>
        results.filter((one) => names.includes(target.nameOf(one) ?? '')).map((one) => JSON.stringify(one.data)),
      );
      for (const text of texts) expectSame('Results', text, texts[0]!);
      for (const listening of all) listening.stop();
    }),
    audit('D6', 'MUST', 'one subscriber that breaks off does not end the others', async (target) => {
      const { after } = await caused(target, transport, 0);
      const [first, second] = [
        await transport.listen(target, target.subscription(after)),
        await transport.listen(target, target.subscription(after)),
      ];
      await has(target, second, await target.cause(1));
      first.drop();
      await has(target, second, await target.cause(3));
      second.stop();
    }),
  ];
}

/** A subscriber that does not read. */
function overflowAudit(transport: Transport, burst: number): Audit {
  const audit = named(transport);
  return audit(
    'O1',
    'MUST',
    'a subscriber that does not read holds nobody, and then gets everything or is told to load again',
    async (target) => {
      const { after } = await caused(target, transport, 0);
      const slow = await transport.listen(target, target.largeSubscription(after));
      const fast = await transport.listen(target, target.subscription(after));
      await has(target, fast, await target.cause(1));
      slow.pause();
      const names = await target.cause(burst);
      await has(target, fast, names, 60_000);
      slow.resume();
      const isToldSo = (): boolean =>
        slow.results.some(({ errors }) => errors?.some(({ extensions }) => extensions?.['code'] === 'RESYNC'));
      await eventually('the rest of the events', () => isToldSo() || namesOf(target, slow, names).length >= names.length, 60_000);
      const got = namesOf(target, slow, names);
      expectSame('Events of the slow subscriber', got, names.slice(0, isToldSo() ? got.length : names.length));
      slow.stop();
      fast.stop();
    },
  );
}
