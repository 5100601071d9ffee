import { unionIoSets } from './io-set.ts';
import type { IoSet } from './io-set.ts';

/** What the JobEvents of one instant declare about a job; several of the same instant add up. */
export interface Declaration {
  readonly job: string;
  readonly eventTime: number;
  readonly inputs: IoSet;
  readonly outputs: IoSet;
}

export function mergeDeclarations(a: Declaration, b: Declaration): Declaration {
  return { ...a, inputs: unionIoSets(a.inputs, b.inputs), outputs: unionIoSets(a.outputs, b.outputs) };
}

export function sameDeclaration(a: Declaration, b: Declaration): boolean {
  return a.inputs.hash === b.inputs.hash && a.outputs.hash === b.outputs.hash;
}
