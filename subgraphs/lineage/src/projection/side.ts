/** What a job reads and what it writes are decided apart: a run may tell only one of them. */
export const sides = ['inputs', 'outputs'] as const;

export type Side = (typeof sides)[number];
