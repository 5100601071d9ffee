interface Flight {
  readonly answer: Promise<string>;
  readonly abort: AbortController;
  passengers: number;
}

/**
 * Shares one call among identical ones that are under way. It is aborted when its last caller has given up.
 * What is shared is the text: each caller parses its own, because the executor changes results in place.
 */
export class InFlight {
  readonly #flights = new Map<string, Flight>();

  /** Distinct calls under way. */
  get size(): number {
    return this.#flights.size;
  }

  async join(key: string, start: (signal: AbortSignal) => Promise<string>, signal: AbortSignal): Promise<string> {
    const flight = this.#flights.get(key) ?? this.#depart(key, start);
    flight.passengers += 1;
    const leave = (): void => {
      flight.passengers -= 1;
      if (flight.passengers === 0) this.#cancel(key, flight);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    try {
      return await flight.answer;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #depart(key: string, start: (signal: AbortSignal) => Promise<string>): Flight {
    const abort = new AbortController();
    const answer = start(abort.signal).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    });
    const flight: Flight = { answer, abort, passengers: 0 };
    this.#flights.set(key, flight);
    return flight;
  }

  #cancel(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
    flight.abort.abort();
  }
}
