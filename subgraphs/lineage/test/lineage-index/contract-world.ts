import type { LoadedWorld } from './index-under-test.ts';

/** k1 → k2 → k3 and k4, k3 → k5; the jobs to k4 and k5 tell nothing of columns. */
const columnar = [
  'd:k1 j:k12',
  'j:k12 d:k2',
  'd:k2 j:k23',
  'j:k23 d:k3',
  'j:k23 d:k4',
  'd:k3 j:k35',
  'j:k35 d:k5',
  'd:o j:o',
  'j:o d:o',
  'd:k9 j:k9',
];
const toldOfColumns = [
  'd:k1.key d:k2.id j:k12 DIRECT',
  'd:k1.name d:k2.name j:k12 DIRECT',
  'd:k1.flag d:k2.* j:k12 INDIRECT',
  'd:k2.id d:k3.id j:k23 DIRECT',
  'd:o.a d:o.b j:o DIRECT',
  'd:o.b d:o.a j:o DIRECT',
  'd:k9.z d:l-old.c - DIRECT',
];
const aliased = [
  'd:l-in j:l-writer',
  'j:l-writer d:l-old',
  'd:l-new j:l-reader',
  'd:l-older j:l-reader',
  'd:l-old j:l-reader2',
  'j:l-reader d:l-out1',
  'j:l-reader d:l-out2',
];
const filtered = ['d:f1 j:f12', 'j:f12 d:f2', 'd:f2 j:f23', 'j:f23 d:f3', 'd:f3 j:f34', 'j:f34 d:elsewhere/f4'];
const chain = ['d:c1 j:c12', 'j:c12 d:c2', 'd:c2 j:c23', 'j:c23 d:c3'];
const cycle = ['d:y1 j:y12', 'j:y12 d:y2', 'd:y2 j:y21', 'j:y21 d:y1'];
const selfReader = ['d:s j:s', 'j:s d:s'];
const diamond = ['d:m1 j:ma', 'd:m1 j:mb', 'j:ma d:m2', 'j:mb d:m3', 'd:m2 j:mc', 'd:m3 j:mc', 'j:mc d:m4'];
const bothWays = ['d:b1 j:b12', 'j:b12 d:b2', 'd:b2 j:b23', 'j:b23 d:b3', 'd:b3 j:b31', 'j:b31 d:b1'];
/** Readers of `hub`. */
export const hubJobs = Array.from({ length: 150 }, (_, i) => `j:hub-${String(i).padStart(3, '0')}`);
/** Loaded backwards, so that the order of names is not the order of arrival. */
const hub = hubJobs.toReversed().map((job) => `d:hub ${job}`);
/** One job reads `x-hub` beyond its first hundred, and `x` as well. */
const crossedHub = [
  'd:x j:x-feed',
  'j:x-feed d:x-hub',
  'd:x j:zz',
  ...Array.from({ length: 100 }, (_, i) => `d:x-hub j:x-${String(i).padStart(3, '0')}`),
  'd:x-hub j:zz',
];

/** What the suite loads; each of its parts is apart from the others. */
export const contractWorld: LoadedWorld = {
  edges: [...chain, ...cycle, ...selfReader, ...diamond, ...bothWays, ...hub, ...crossedHub, ...aliased, ...filtered, ...columnar],
  formerEdges: ['d:c2 j:former', 'j:former d:c9'],
  aliases: ['d:l-old d:l-new', 'd:l-older d:l-new', 'd:l-out2 d:l-out1'],
  columnEdges: toldOfColumns,
  tags: ['d:f1 tier:gold', 'd:f3 tier:gold', 'd:f3 PII:yes', 'j:f34 tier:lead'],
};
