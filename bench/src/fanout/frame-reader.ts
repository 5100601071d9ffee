import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const subscribe = {
  id: '1',
  type: 'subscribe',
  payload: {
    query:
      'subscription ($after: String) { runUpdated(after: $after) { cursor run { id state name startedAt endedAt durationMs attempt datasets { id } } } }',
  },
};

const emptyPong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

/** A WebSocket client that counts frames without looking into them, but for the last one. */
export class FrameReader implements Disposable {
  frames = 0;
  bytes = 0;
  lastFrame = '';
  readonly #socket: Socket;
  #rest = Buffer.alloc(0);
  #isClosed = false;
  #onFrame: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data: Buffer) => this.#read(data));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#isClosed = true;
      this.#onFrame();
    });
  }

  static async open(port: number, path: string, protocol: string | null): Promise<FrameReader> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const asked = protocol === null ? '' : `sec-websocket-protocol: ${protocol}\r\n`;
    socket.write(
      `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\n` +
        `sec-websocket-key: ${randomBytes(16).toString('base64')}\r\n${asked}\r\n`,
    );
    const [answer]: Buffer[] = await once(socket, 'data');
    if (!answer?.toString('latin1').startsWith('HTTP/1.1 101')) throw new Error(`No WebSocket: ${answer?.toString('latin1')}`);
    return new FrameReader(socket);
  }

  /** Resolves when the gateway has taken the subscription. */
  async subscribe(): Promise<void> {
    this.#send({ type: 'connection_init' });
    await this.reach(1);
    this.#send(subscribe);
    this.frames = 0;
  }

  /** @throws Error when the server closes the connection before. */
  async reach(frames: number): Promise<void> {
    while (this.frames < frames) {
      if (this.#isClosed) throw new Error('The server has closed a socket.');
      await new Promise<void>((resolve) => (this.#onFrame = resolve));
    }
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  /** Masked, as clients have to; with zeros it stays readable. */
  #send(message: object): void {
    const text = Buffer.from(JSON.stringify(message));
    const head =
      text.length < 126 ? Buffer.from([0x81, 0x80 | text.length]) : Buffer.from([0x81, 0xfe, text.length >> 8, text.length & 0xff]);
    this.#socket.write(Buffer.concat([head, Buffer.alloc(4), text]));
  }

  #read(data: Buffer): void {
    let buffer = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data]);
    for (;;) {
      const frame = frameAt(buffer);
      if (!frame) break;
      // Who does not answer a ping is taken for gone.
      if (frame.opcode === 0x9) this.#socket.write(emptyPong);
      if (frame.opcode === 0x1) {
        this.frames += 1;
        this.bytes += frame.end;
        this.lastFrame = '';
        if (frame.end === buffer.length) this.lastFrame = buffer.toString('utf8', frame.start, frame.end);
      }
      buffer = buffer.subarray(frame.end);
    }
    this.#rest = Buffer.from(buffer);
    this.#onFrame();
  }
}

function frameAt(buffer: Buffer): { readonly start: number; readonly end: number; readonly opcode: number } | null {
  if (buffer.length < 2) return null;
  const short = (buffer[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (buffer.length < start) return null;
  const length = short === 126 ? buffer.readUInt16BE(2) : short === 127 ? Number(buffer.readBigUInt64BE(2)) : short;
  return buffer.length < start + length ? null : { start, end: start + length, opcode: (buffer[0] ?? 0) & 0x0f };
}
