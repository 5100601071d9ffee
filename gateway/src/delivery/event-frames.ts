import type { ResultText } from './result-text.ts';

const tail = Buffer.from('\n\n');

/** A `next` event of graphql-sse; its id is the cursor (WHATWG HTML §9.2.6). JSON has no line breaks. */
export function eventFrame(result: ResultText): readonly Uint8Array[] {
  return result.framed('event stream', () => {
    const id = result.cursor === null ? '' : `id: ${result.cursor}\n`;
    return { head: Buffer.from(`event: next\n${id}data: `), tail };
  });
}
