/** What people can say something of. */
const annotatableKinds = { ns: 'namespace', ds: 'dataset', job: 'job', col: 'column' } as const;

export type AnnotatableKind = (typeof annotatableKinds)[keyof typeof annotatableKinds];

/** Something that is there, and the ids an entry about it carries. */
export interface Annotatable {
  readonly id: string;
  readonly kind: AnnotatableKind;
  readonly keys: readonly string[];
}

/** By the beginning of its id; null when it is of nothing of the kind. */
export function annotatableKind(id: string): AnnotatableKind | null {
  const prefix = /^(ns|ds|job|col)_[0-9a-f]{32}$/.exec(id)?.[1];
  return prefix === undefined ? null : annotatableKinds[prefix as keyof typeof annotatableKinds];
}
