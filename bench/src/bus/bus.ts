/** Something events are handed to durably and come out of in order. */
export interface Bus extends AsyncDisposable {
  readonly name: string;
  /** Resolves when the event is acknowledged. */
  publish(event: Uint8Array): Promise<void>;
  /** Calls back with each event's number (its first four bytes) as it is delivered. Resolves when it listens. */
  subscribe(onEvent: (number: number) => void): Promise<void>;
  /** CPU milliseconds its server has used so far. */
  serverCpuMs(): number;
}
