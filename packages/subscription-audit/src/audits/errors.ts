import { named, type Audit } from '../audit.ts';
import { caused } from '../caused.ts';
import { eventually, expectTrue, type Listening, type Transport } from '../listening.ts';

function codes({ results }: Listening): unknown[] {
  return results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.['code']));
}

/** How a server says that it cannot do what it was asked. */
export function errorAudits(transport: Transport): readonly Audit[] {
  const audit = named(transport);
  return [
    audit('E1', 'MUST', 'an operation the schema does not have is refused, and the refusal is told in the protocol', async (target) => {
      const listening = await transport.listen(target, target.invalid);
      await eventually('a refusal', () => listening.isRefused || (listening.isComplete && codes(listening).length > 0));
      listening.stop();
    }),
    audit('E2', 'MUST', 'a cursor that is none is an error, then the end', async (target) => {
      const listening = await transport.listen(target, target.subscription('no cursor at all'));
      await eventually('an error and the end', () => listening.isRefused || (listening.isComplete && codes(listening).length > 0));
      listening.stop();
    }),
    audit(
      'E3',
      'MUST',
      'a cursor of another log is RESYNC with the newest cursor, then the end, and that cursor is good',
      async (target) => {
        const { after } = await caused(target, transport, 0);
        const listening = await transport.listen(target, target.subscription(target.foreign(after)));
        await eventually('RESYNC and the end', () => listening.isComplete && codes(listening).includes('RESYNC'));
        const newest = listening.results.at(-1)?.errors?.[0]?.extensions?.['cursor'];
        expectTrue('RESYNC carries a cursor.', typeof newest === 'string');
        const again = await transport.listen(target, target.subscription(newest as string));
        const [name] = await target.cause(1);
        await eventually('an event after the cursor of RESYNC', () => again.results.some((result) => target.nameOf(result) === name));
        listening.stop();
        again.stop();
      },
    ),
  ];
}
