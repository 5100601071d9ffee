import type { ResultText } from './result-text.ts';

const textFrame = 0x81;
const tail = Buffer.from('}');

/** A `next` message of graphql-transport-ws as one unmasked text frame (RFC 6455 §5.2). */
export function nextFrame(operationId: string): (result: ResultText) => readonly Uint8Array[] {
  const opening = Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":`);
  return (result) =>
    result.framed(`operation ${operationId}`, (text) => ({
      head: Buffer.concat([header(opening.length + text.length + tail.length), opening]),
      tail,
    }));
}

function header(length: number): Buffer {
  if (length < 126) return Buffer.from([textFrame, length]);
  const bytes = Buffer.alloc(length < 65_536 ? 4 : 10);
  bytes[0] = textFrame;
  bytes[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) bytes.writeUInt16BE(length, 2);
  else bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}
