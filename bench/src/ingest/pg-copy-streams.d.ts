declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** The part of the package that is used: it has no types of its own. */
  export function from(text: string): Writable & Submittable;
}
