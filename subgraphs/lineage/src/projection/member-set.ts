import { contentHash } from '@hotpass/kernel';

/** What is named on one side of a job, content addressed. */
export interface MemberSet {
  /** 128 bits of SHA-256 over the members, in the form of PostgreSQL's uuid type; null when empty. */
  readonly hash: string | null;
  /** Ascending, each once. Absent where nothing but the hash has been read. */
  readonly members?: readonly string[];
}

export const emptySet: MemberSet = { hash: null, members: [] };

export function memberSet(of: Iterable<string>): MemberSet {
  const members = [...new Set(of)].toSorted();
  if (members.length === 0) return emptySet;
  return { hash: contentHash(members.join('\0')), members };
}

/** An empty side never retracts anything: sets only grow. The members of two that differ must have been read. */
export function unionSets(a: MemberSet, b: MemberSet): MemberSet {
  if (b.hash === null) return a;
  if (a.hash === null) return b;
  if (a.hash === b.hash) return a.members ? a : b;
  if (!a.members || !b.members) throw new Error('Sets are joined before their members are read.');
  return memberSet([...a.members, ...b.members]);
}
