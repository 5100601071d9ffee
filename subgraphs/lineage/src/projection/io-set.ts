import { createHash } from 'node:crypto';

/** The datasets on one side of a job, content addressed. */
export interface IoSet {
  /** 128 bits of SHA-256 over the members' derived ids, in the form of PostgreSQL's uuid type; null when empty. */
  readonly hash: string | null;
  /** Dataset ids, ascending, each once. */
  readonly members: readonly string[];
}

export const emptyIoSet: IoSet = { hash: null, members: [] };

export function ioSet(ids: Iterable<string>): IoSet {
  const members = [...new Set(ids)].toSorted();
  if (members.length === 0) return emptyIoSet;
  const hex = createHash('sha256').update(members.join('\0'), 'utf8').digest('hex');
  return { hash: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`, members };
}

/** An empty side never retracts anything: sets only grow. */
export function unionIoSets(a: IoSet, b: IoSet): IoSet {
  if (a.hash === b.hash || b.hash === null) return a;
  if (a.hash === null) return b;
  return ioSet([...a.members, ...b.members]);
}
