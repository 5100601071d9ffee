import type { ProcessingType } from '@hotpass/openlineage';

/** A job's processing type with the time of the event that said so. */
export interface Processing {
  readonly job: string;
  readonly type: ProcessingType;
  readonly at: number;
}

/** The later event wins; of two at one time the greater word, bytewise. */
export function laterProcessing(a: Processing, b: Processing): Processing {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return a.type >= b.type ? a : b;
}

/** Jobs that have no natural end: for them the newest run counts, whatever its state. */
export function isContinuous(processing: Processing | undefined): boolean {
  return processing?.type === 'STREAMING' || processing?.type === 'SERVICE';
}
