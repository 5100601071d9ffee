/** One message of a Server-Sent Events stream. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** Cuts a stream of bytes into messages (WHATWG HTML §9.2). Comments and fields we do not use are left out. */
export class ServerSentEventParser {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #rest = '';
  #event = '';
  #data: string[] = [];

  /** Messages that are complete with this chunk. @throws TypeError when the bytes are no UTF-8. */
  push(chunk: Uint8Array): ServerSentEvent[] {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    const messages: ServerSentEvent[] = [];
    for (const line of lines) this.#line(line.endsWith('\r') ? line.slice(0, -1) : line, messages);
    return messages;
  }

  #line(line: string, messages: ServerSentEvent[]): void {
    if (line === '') {
      if (this.#data.length > 0) messages.push({ event: this.#event || 'message', data: this.#data.join('\n') });
      this.#event = '';
      this.#data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    if (field === 'data') this.#data.push(value);
  }
}
