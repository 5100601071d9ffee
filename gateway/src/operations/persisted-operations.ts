import { z } from 'zod';
import { PersistedQueryNotFoundError, systemClock, type Clock } from '@hotpass/kernel';

const operation = z.object({ id: z.string().regex(/^[0-9a-f]{64}$/), name: z.string(), document: z.string() });
const manifest = z.object({
  operations: z.array(operation),
  /** What was published before, with the day it was replaced. */
  retired: z.array(operation.extend({ retiredOn: z.iso.date() })),
});

export type OperationManifest = z.infer<typeof manifest>;
export type PersistedOperation = z.infer<typeof operation>;

const retentionMs = 30 * 24 * 60 * 60 * 1_000;

/** @throws Error when the text is no manifest of operations. */
export function parseOperationManifest(json: string): OperationManifest {
  return manifest.parse(JSON.parse(json));
}

/** Whether what was replaced on that day is still valid. */
export function isRetained(retiredOn: string, now: Date): boolean {
  return now.getTime() < Date.parse(retiredOn) + retentionMs;
}

/** The operations of our own clients by the SHA-256 of their text. A replaced one is valid for 30 days after. */
export class PersistedOperations {
  readonly #current: ReadonlyMap<string, PersistedOperation>;
  readonly #retired: ReadonlyMap<string, OperationManifest['retired'][number]>;
  readonly #clock: Clock;

  constructor({ operations, retired }: OperationManifest, clock: Clock = systemClock) {
    this.#current = new Map(operations.map((one) => [one.id, one]));
    this.#retired = new Map(retired.map((one) => [one.id, one]));
    this.#clock = clock;
  }

  /** Those that are published. */
  get current(): readonly PersistedOperation[] {
    return [...this.#current.values()];
  }

  /** @throws PersistedQueryNotFoundError */
  documentOf(givenId: string): string {
    const id = givenId.replace(/^sha256:/, '').toLowerCase();
    const current = this.#current.get(id);
    if (current) return current.document;
    const retired = this.#retired.get(id);
    if (retired && isRetained(retired.retiredOn, this.#clock.now())) return retired.document;
    throw new PersistedQueryNotFoundError('No operation is kept under this id. Send its text.');
  }
}

export const noOperations: OperationManifest = { operations: [], retired: [] };
