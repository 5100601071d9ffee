import { unionSets } from './member-set.ts';
import type { MemberSet } from './member-set.ts';
import { sides } from './side.ts';

/** What the JobEvents of one instant declare about a job, or DatasetEvents about a dataset; several add up. */
export interface Declaration {
  readonly job: string;
  readonly eventTime: number;
  readonly inputs: MemberSet;
  readonly outputs: MemberSet;
  readonly columns: MemberSet;
}

export function mergeDeclarations(a: Declaration, b: Declaration): Declaration {
  return {
    ...a,
    inputs: unionSets(a.inputs, b.inputs),
    outputs: unionSets(a.outputs, b.outputs),
    columns: unionSets(a.columns, b.columns),
  };
}

export function sameDeclaration(a: Declaration, b: Declaration): boolean {
  return sides.every((side) => a[side].hash === b[side].hash);
}
