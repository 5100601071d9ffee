import { WebSocket } from 'ws';
import type { Listening, Transport } from './listening.ts';
import type { Operation, Result, Target } from './target.ts';

export interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** A socket that speaks graphql-transport-ws word by word. */
export class RawSocket {
  readonly messages: Message[] = [];
  readonly socket: WebSocket;
  closeCode: number | null = null;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => void this.messages.push(JSON.parse(String(data)) as Message));
    socket.on('close', (code) => void (this.closeCode = code));
    socket.on('error', () => undefined);
  }

  static async open({ url }: Pick<Target, 'url'>): Promise<RawSocket> {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
    const raw = new RawSocket(socket);
    await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return raw;
  }

  /** Open, and greeted. */
  static async greeted(target: Pick<Target, 'url'>): Promise<RawSocket> {
    const raw = await RawSocket.open(target);
    raw.send({ type: 'connection_init' });
    while (!raw.messages.some(({ type }) => type === 'connection_ack') && raw.closeCode === null)
      await new Promise((resolve) => setTimeout(resolve, 2));
    return raw;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, payload: Operation): void {
    this.send({ id, type: 'subscribe', payload });
  }

  of(id: string, type: string): readonly Message[] {
    return this.messages.filter((message) => message.id === id && message.type === type);
  }
}

export const webSocket: Transport = {
  name: 'WebSocket',
  async listen(target, operation) {
    const raw = await RawSocket.greeted(target);
    raw.subscribe('1', operation);
    return new SocketListening(raw);
  },
};

class SocketListening implements Listening {
  readonly #raw: RawSocket;

  constructor(raw: RawSocket) {
    this.#raw = raw;
  }

  get results(): readonly Result[] {
    return this.#raw.of('1', 'next').map(({ payload }) => payload as Result);
  }

  get isRefused(): boolean {
    return this.#raw.of('1', 'error').length > 0;
  }

  get isComplete(): boolean {
    return this.#raw.of('1', 'complete').length > 0;
  }

  get isClosed(): boolean {
    return this.#raw.closeCode !== null;
  }

  stop(): void {
    this.#raw.send({ id: '1', type: 'complete' });
    this.#raw.socket.close(1000);
  }

  drop(): void {
    this.#raw.socket.terminate();
  }

  pause(): void {
    this.#raw.socket.pause();
  }

  resume(): void {
    this.#raw.socket.resume();
  }
}
