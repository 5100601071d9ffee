import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fanOutLimit } from '../../src/lineage-index/lineage-index.ts';
import type {
  AffectedVertex,
  ColumnTraceQuery,
  Impact,
  ImpactQuery,
  Paths,
  PathsQuery,
  Slice,
  SliceQuery,
} from '../../src/lineage-index/lineage-index.ts';

/** What an index answers about. Vertices are written `d:name` and `j:name`, or with a namespace `d:namespace/name`, and answered so. */
export interface LoadedWorld {
  /** Each `from to`; a vertex exists once an edge names it. */
  readonly edges: readonly string[];
  /** Pairs only the cumulative view has. */
  readonly formerEdges?: readonly string[];
  /** Each `member representative`. */
  readonly aliases?: readonly string[];
  /** Each `vertex key:value`. */
  readonly tags?: readonly string[];
  /** Each `source.column target.column job TYPE`; `*` is the dataset as a whole, `-` no job. */
  readonly columnEdges?: readonly string[];
}

export interface LabelledImpact extends Pick<Impact, 'hasNextPage' | 'incomplete'> {
  /** `hop: datasets jobs columns` */
  readonly hops: readonly string[];
  /** `vertex hop uses` */
  readonly affected: readonly string[];
  readonly last: AffectedVertex | null;
}

export interface LabelledPaths extends Pick<Paths, 'hasMore' | 'incomplete'> {
  readonly paths: readonly string[];
  /** How many edges each path has. */
  readonly edges: readonly number[];
}

export interface IndexUnderTest extends AsyncDisposable {
  load(world: LoadedWorld): Promise<void>;
  slice(query: Partial<SliceQuery> & { rootId: string }): Promise<Slice | null>;
  /** Edges are answered `hop source.column target.column job TYPE`, and with JOB_LEVEL in place of a type. */
  columnTrace(
    query: Partial<ColumnTraceQuery> & Pick<ColumnTraceQuery, 'datasetId' | 'column' | 'direction'>,
  ): Promise<{ edges: string[]; truncated: boolean } | null>;
  /** Vertices whose entries concern a slice; null when they are more than the limit. */
  watched(query: Partial<SliceQuery> & { rootId: string }, limit?: number): Promise<string[] | null>;
  impact(query: Partial<ImpactQuery> & { rootId: string }): Promise<LabelledImpact | null>;
  paths(query: Partial<PathsQuery> & { fromId: string; toId: string }): Promise<LabelledPaths | null>;
}

/** What every adapter of LineageIndex keeps to. */
export function testLineageIndex(name: string, start: () => Promise<IndexUnderTest>): void {
  describe(name, () => {
    let index: IndexUnderTest;

    beforeAll(async () => {
      index = await start();
      await index.load({
        edges: [...chain, ...cycle, ...selfReader, ...diamond, ...bothWays, ...hub, ...crossedHub, ...aliased, ...filtered, ...columnar],
        formerEdges: ['d:c2 j:former', 'j:former d:c9'],
        aliases: ['d:l-old d:l-new', 'd:l-older d:l-new', 'd:l-out2 d:l-out1'],
        columnEdges: toldOfColumns,
        tags: ['d:f1 tier:gold', 'd:f3 tier:gold', 'd:f3 PII:yes', 'j:f34 tier:lead'],
      });
    });

    afterAll(async () => {
      await index[Symbol.asyncDispose]();
    });

    const hops = async (query: Partial<SliceQuery> & { rootId: string }): Promise<Record<string, number>> =>
      Object.fromEntries((await index.slice(query))!.nodes.map((node) => [node.id, node.hop]));

    test('an unknown root is null', async () => {
      expect(await index.slice({ rootId: 'd:nowhere' })).toBeNull();
    });

    test('a depth counts steps between vertices of the kind of the root, a hop counts edges', async () => {
      expect(await hops({ rootId: 'd:c2', upstreamDepth: 1, downstreamDepth: 1 })).toEqual({
        'd:c2': 0,
        'j:c12': -1,
        'd:c1': -2,
        'j:c23': 1,
        'd:c3': 2,
      });
      expect(await hops({ rootId: 'j:c23', upstreamDepth: 1, downstreamDepth: 0 })).toEqual({ 'j:c23': 0, 'd:c2': -1, 'j:c12': -2 });
      expect(await hops({ rootId: 'd:c2', upstreamDepth: 0, downstreamDepth: 0 })).toEqual({ 'd:c2': 0 });
      expect(await hops({ rootId: 'd:c1', upstreamDepth: 9, downstreamDepth: 9 })).toEqual({
        'd:c1': 0,
        'j:c12': 1,
        'd:c2': 2,
        'j:c23': 3,
        'd:c3': 4,
      });
    });

    test('what the depth cuts off is counted, not called truncated', async () => {
      const slice = (await index.slice({ rootId: 'd:c1', upstreamDepth: 0, downstreamDepth: 1 }))!;
      expect(slice.nodes.at(-1)).toEqual({
        id: 'd:c2',
        kind: 'dataset',
        namespace: 'ns',
        name: 'c2',
        hop: 2,
        hiddenUpstream: 0,
        hiddenDownstream: 1,
      });
      expect(slice.truncated).toBe(false);
    });

    test('up and down are two walks: what else feeds a dependant is not in the answer', async () => {
      const slice = (await index.slice({ rootId: 'd:m1', upstreamDepth: 5, downstreamDepth: 5 }))!;
      expect(slice.nodes.map((node) => node.id)).toEqual(['d:m1', 'j:ma', 'j:mb', 'd:m2', 'd:m3', 'j:mc', 'd:m4']);
      const join = (await index.slice({ rootId: 'd:m2', upstreamDepth: 5, downstreamDepth: 5 }))!;
      expect(join.nodes.map((node) => node.id)).not.toContain('d:m3');
      expect(join.nodes.find((node) => node.id === 'j:mc')).toMatchObject({ hiddenUpstream: 1 });
    });

    test('a diamond is walked once, with all its edges', async () => {
      const slice = (await index.slice({ rootId: 'd:m4', upstreamDepth: 5, downstreamDepth: 0 }))!;
      expect(slice.nodes.map(({ id, hop }) => `${id} ${hop}`)).toEqual([
        'd:m4 0',
        'j:mc -1',
        'd:m2 -2',
        'd:m3 -2',
        'j:ma -3',
        'j:mb -3',
        'd:m1 -4',
      ]);
      expect(slice.edges).toHaveLength(7);
      expect(slice.nodes.every((node) => node.hiddenUpstream === 0)).toBe(true);
    });

    test('a cycle ends', async () => {
      expect(await hops({ rootId: 'd:y1', upstreamDepth: 0, downstreamDepth: 50 })).toEqual({
        'd:y1': 0,
        'j:y12': 1,
        'd:y2': 2,
        'j:y21': 3,
      });
      const around = (await index.slice({ rootId: 'd:y1', upstreamDepth: 50, downstreamDepth: 50 }))!;
      expect(around.nodes.map(({ id, hop }) => `${id} ${hop}`)).toEqual(['d:y1 0', 'j:y21 -1', 'j:y12 1', 'd:y2 -2']);
      expect(around.edges).toHaveLength(4);
    });

    test('a job that reads what it writes has an edge each way', async () => {
      const slice = (await index.slice({ rootId: 'j:s', upstreamDepth: 1, downstreamDepth: 1 }))!;
      expect(slice.nodes).toMatchObject([
        { id: 'j:s', hop: 0 },
        { id: 'd:s', hop: -1 },
      ]);
      expect(slice.edges.map(({ sourceId, targetId }) => `${sourceId} ${targetId}`)).toEqual(['d:s j:s', 'j:s d:s']);
    });

    test('a vertex reached both ways takes the smaller distance, upstream on a tie', async () => {
      const expected = { 'd:b1': 0, 'j:b12': 1, 'd:b2': 2, 'j:b23': -3, 'd:b3': -2, 'j:b31': -1 };
      expect(await hops({ rootId: 'd:b1', upstreamDepth: 5, downstreamDepth: 5 })).toEqual(expected);
    });

    test('a vertex follows a hundred neighbours, the first by name, and counts the rest exactly', async () => {
      const slice = (await index.slice({ rootId: 'd:hub', upstreamDepth: 0, downstreamDepth: 1, maxNodes: 10_000 }))!;
      expect(slice.nodes[0]).toMatchObject({ id: 'd:hub', hop: 0, hiddenUpstream: 0, hiddenDownstream: 150 - fanOutLimit });
      expect(slice.nodes.filter((node) => node.hop === 1).map((node) => node.id)).toEqual(hubJobs.slice(0, fanOutLimit));
      expect(slice.truncated).toBe(true);
    });

    test('a neighbour not followed but reached another way is shown, and nothing is truncated', async () => {
      const slice = (await index.slice({ rootId: 'd:x', upstreamDepth: 0, downstreamDepth: 2, maxNodes: 10_000 }))!;
      const second = slice.nodes.find((node) => node.id === 'd:x-hub')!;
      expect(second).toMatchObject({ hop: 2, hiddenDownstream: 0 });
      expect(slice.truncated).toBe(false);
    });

    test('a hub is not truncated where the depth ends', async () => {
      const slice = (await index.slice({ rootId: 'd:hub', upstreamDepth: 0, downstreamDepth: 0 }))!;
      expect(slice).toMatchObject({ nodes: [{ id: 'd:hub', hiddenDownstream: 150 }], truncated: false });
    });

    test('a cap keeps vertices by distance, then kind, namespace and name', async () => {
      const slice = (await index.slice({ rootId: 'd:m4', upstreamDepth: 5, downstreamDepth: 0, maxNodes: 3 }))!;
      expect(slice.nodes.map((node) => node.id)).toEqual(['d:m4', 'j:mc', 'd:m2']);
      expect(slice.nodes[1]).toMatchObject({ hiddenUpstream: 1 });
      expect(slice.truncated).toBe(true);
      const whole = (await index.slice({ rootId: 'd:m4', upstreamDepth: 5, downstreamDepth: 0, maxNodes: 7 }))!;
      expect(whole).toMatchObject({ nodes: { length: 7 }, truncated: false });
    });

    test('a dataset with several names is one vertex, with the edges of all of them, whichever name is asked for', async () => {
      for (const rootId of ['d:l-old', 'd:l-new', 'd:l-older']) {
        const slice = (await index.slice({ rootId, upstreamDepth: 1, downstreamDepth: 1 }))!;
        expect(slice.nodes.map(({ id, hop }) => `${id} ${hop}`)).toEqual([
          'd:l-new 0',
          'j:l-writer -1',
          'j:l-reader 1',
          'j:l-reader2 1',
          'd:l-in -2',
          'd:l-out1 2',
        ]);
        expect(slice.edges.map(({ sourceId, targetId }) => `${sourceId} ${targetId}`)).toEqual([
          'd:l-in j:l-writer',
          'd:l-new j:l-reader',
          'd:l-new j:l-reader2',
          'j:l-reader d:l-out1',
          'j:l-writer d:l-new',
        ]);
        expect(slice.nodes.every((node) => node.hiddenUpstream === 0 && node.hiddenDownstream === 0)).toBe(true);
      }
    });

    test('two names of one neighbour are hidden as one', async () => {
      const slice = (await index.slice({ rootId: 'j:l-reader', upstreamDepth: 0, downstreamDepth: 0 }))!;
      expect(slice.nodes).toMatchObject([{ hiddenUpstream: 1, hiddenDownstream: 1 }]);
    });

    test('the cumulative view has what was ever named', async () => {
      const slice = (await index.slice({ rootId: 'd:c2', upstreamDepth: 0, downstreamDepth: 1, cumulative: true }))!;
      expect(slice.nodes.map((node) => node.id)).toEqual(['d:c2', 'j:c23', 'j:former', 'd:c3', 'd:c9']);
      const latest = (await index.slice({ rootId: 'd:c2', upstreamDepth: 0, downstreamDepth: 1 }))!;
      expect(latest.nodes.map((node) => node.id)).toEqual(['d:c2', 'j:c23', 'd:c3']);
    });

    test('a filter hides what does not match, counts it, and the walk passes through', async () => {
      const slice = (await index.slice({ rootId: 'd:f1', upstreamDepth: 0, downstreamDepth: 9, tags: ['tier:gold'] }))!;
      expect(slice.nodes.map(({ id, hop, hiddenDownstream }) => `${id} ${hop} ${hiddenDownstream}`)).toEqual([
        'd:f1 0 0',
        'j:f12 1 1',
        'j:f23 3 0',
        'd:f3 4 0',
        'j:f34 5 1',
      ]);
      expect(slice.truncated).toBe(false);
      expect(slice.edges).toHaveLength(3);
    });

    test('a filter keeps the root, takes a tag by its key, and needs namespace and tag together', async () => {
      const of = async (query: Partial<SliceQuery>): Promise<string[]> =>
        (await index.slice({ rootId: 'd:f2', upstreamDepth: 9, downstreamDepth: 9, ...query }))!.nodes.map((node) => node.id);
      expect(await of({ tags: ['PII'] })).toEqual(['d:f2', 'j:f12', 'j:f23', 'd:f3', 'j:f34']);
      expect(await of({ namespaces: ['elsewhere'] })).toEqual(['d:f2', 'j:f12', 'j:f23', 'j:f34', 'd:elsewhere/f4']);
      expect(await of({ namespaces: ['elsewhere'], tags: ['PII'] })).toEqual(['d:f2', 'j:f12', 'j:f23']);
      expect(await of({ namespaces: ['nowhere'] })).toEqual(['d:f2', 'j:f12', 'j:f23']);
    });

    test('a limit counts what is shown, not what is passed through', async () => {
      const slice = (await index.slice({ rootId: 'd:f1', upstreamDepth: 0, downstreamDepth: 9, tags: ['tier:gold'], maxNodes: 4 }))!;
      expect(slice.nodes.map((node) => node.id)).toEqual(['d:f1', 'j:f12', 'j:f23', 'd:f3']);
      expect(slice.truncated).toBe(true);
    });

    const traced = async (
      datasetId: string,
      column: string | null,
      direction: ColumnTraceQuery['direction'] = 'UPSTREAM',
    ): Promise<string[]> => (await index.columnTrace({ datasetId, column, direction }))!.edges.toSorted();

    test('a column is traced over any number of steps, each dependency once', async () => {
      expect(await traced('d:k3', 'id')).toEqual([
        '1 d:k2.id d:k3.id j:k23 DIRECT',
        '2 d:k1.flag d:k2.* j:k12 INDIRECT',
        '2 d:k1.key d:k2.id j:k12 DIRECT',
      ]);
      expect(await traced('d:k1', 'key', 'DOWNSTREAM')).toEqual(['1 d:k1.key d:k2.id j:k12 DIRECT', ...onFromK2]);
    });

    test('what concerns a whole dataset concerns each of its columns, and a whole dataset everything told of it', async () => {
      expect(await traced('d:k2', 'unheard-of')).toEqual(['1 d:k1.flag d:k2.* j:k12 INDIRECT']);
      expect(await traced('d:k2', null)).toEqual([
        '1 d:k1.flag d:k2.* j:k12 INDIRECT',
        '1 d:k1.key d:k2.id j:k12 DIRECT',
        '1 d:k1.name d:k2.name j:k12 DIRECT',
      ]);
      expect(await traced('d:k1', 'flag', 'DOWNSTREAM')).toEqual(['1 d:k1.flag d:k2.* j:k12 INDIRECT', ...onFromK2]);
    });

    test('where a job tells nothing of columns, all it reads goes into all it writes', async () => {
      expect(await traced('d:k5', 'x')).toEqual([
        '1 d:k3.* d:k5.* j:k35 JOB_LEVEL',
        '2 d:k2.id d:k3.id j:k23 DIRECT',
        ...['flag d:k2.* j:k12 INDIRECT', 'key d:k2.id j:k12 DIRECT'].map((line) => `3 d:k1.${line}`),
      ]);
      expect(await traced('d:k3', 'other', 'DOWNSTREAM')).toEqual(['1 d:k3.* d:k5.* j:k35 JOB_LEVEL']);
    });

    test('what a job tells of one dataset it writes says nothing of another', async () => {
      expect(await traced('d:k4', 'y')).toEqual([
        '1 d:k2.* d:k4.* j:k23 JOB_LEVEL',
        ...['flag d:k2.* j:k12 INDIRECT', 'key d:k2.id j:k12 DIRECT', 'name d:k2.name j:k12 DIRECT'].map((line) => `2 d:k1.${line}`),
      ]);
    });

    test('a trace through names of one dataset and without a job', async () => {
      expect(await traced('d:l-old', 'c')).toEqual(['1 d:l-in.* d:l-new.* j:l-writer JOB_LEVEL', '1 d:k9.z d:l-new.c - DIRECT'].toSorted());
    });

    test('a cycle of columns ends, and so does a dataset made from itself', async () => {
      expect(await traced('d:o', 'a')).toEqual(['1 d:o.b d:o.a j:o DIRECT', '2 d:o.a d:o.b j:o DIRECT']);
      expect(await traced('d:s', null, 'DOWNSTREAM')).toEqual(['1 d:s.* d:s.* j:s JOB_LEVEL']);
    });

    test('a limit keeps the nearest and says that there is more', async () => {
      const query = { datasetId: 'd:k5', column: 'x', direction: 'UPSTREAM' } as const;
      const trace = (await index.columnTrace({ ...query, maxEdges: 2 }))!;
      expect(trace).toEqual({ edges: ['1 d:k3.* d:k5.* j:k35 JOB_LEVEL', '2 d:k2.id d:k3.id j:k23 DIRECT'], truncated: true });
      expect(await index.columnTrace({ ...query, maxEdges: 4 })).toMatchObject({ edges: { length: 4 }, truncated: false });
      expect(await index.columnTrace({ ...query, maxHops: 1 })).toMatchObject({ edges: { length: 1 }, truncated: false });
    });

    test('a slice is concerned by what it visits, all names of it, jobs ever tied to it, and what those of it touch', async () => {
      expect(await index.watched({ rootId: 'd:c2', upstreamDepth: 0, downstreamDepth: 0 })).toEqual(['d:c2', 'j:c12', 'j:c23', 'j:former']);
      expect(await index.watched({ rootId: 'j:c23', upstreamDepth: 0, downstreamDepth: 0 })).toEqual(['d:c2', 'd:c3', 'j:c23']);
      const names = await index.watched({ rootId: 'd:l-old', upstreamDepth: 0, downstreamDepth: 0 });
      expect(names).toEqual(expect.arrayContaining(['d:l-new', 'd:l-old', 'd:l-older', 'j:l-reader', 'j:l-writer']));
      const hidden = await index.watched({ rootId: 'd:f1', upstreamDepth: 0, downstreamDepth: 2, tags: ['nothing'] });
      expect(hidden).toEqual(expect.arrayContaining(['d:f2', 'd:f3', 'j:f34']));
      expect(await index.watched({ rootId: 'd:nowhere' })).toEqual([]);
      expect(await index.watched({ rootId: 'd:hub', upstreamDepth: 0, downstreamDepth: 0 }, 100)).toBeNull();
    });

    test('an impact counts everything downstream by hop, however many neighbours there are', async () => {
      expect(await index.impact({ rootId: 'd:c1' })).toMatchObject({
        hops: ['1: 0 1 0', '2: 1 0 0', '3: 0 1 0', '4: 1 0 0'],
        affected: ['j:c12 1 1', 'd:c2 2 1', 'j:c23 3 1', 'd:c3 4 0'],
        hasNextPage: false,
        incomplete: null,
      });
      expect(await index.impact({ rootId: 'd:hub' })).toMatchObject({ hops: ['1: 0 150 0'], affected: { length: 100 }, hasNextPage: true });
      expect(await index.impact({ rootId: 'd:m1' })).toMatchObject({ hops: ['1: 0 2 0', '2: 2 0 0', '3: 0 1 0', '4: 1 0 0'] });
      expect(await index.impact({ rootId: 'd:c3' })).toMatchObject({ hops: [], affected: [] });
    });

    test('an impact goes through names of one dataset, once round a cycle, and not back to its root', async () => {
      expect(await index.impact({ rootId: 'd:l-older' })).toMatchObject({ hops: ['1: 0 2 0', '2: 1 0 0'] });
      expect(await index.impact({ rootId: 'd:y1' })).toMatchObject({ hops: ['1: 0 1 0', '2: 1 0 0', '3: 0 1 0'] });
      expect(await index.impact({ rootId: 'd:s' })).toMatchObject({ hops: ['1: 0 1 0'] });
      expect(await index.impact({ rootId: 'd:s', column: 'x' })).toMatchObject({ hops: ['1: 0 1 0'] });
    });

    test('the impact of a column counts the columns it gets to', async () => {
      expect(await index.impact({ rootId: 'd:k1', column: 'key' })).toMatchObject({
        hops: ['1: 0 1 0', '2: 1 0 1', '3: 0 1 0', '4: 2 0 1', '5: 0 1 0', '6: 1 0 0'],
        incomplete: null,
      });
      expect(await index.impact({ rootId: 'd:k3', column: 'id' })).toMatchObject({ hops: ['1: 0 1 0', '2: 1 0 0'] });
    });

    test('what is affected comes in pages, most used first', async () => {
      const whole = (await index.impact({ rootId: 'd:k1' }))!.affected;
      expect(whole[0]).toBe('j:k23 3 2');
      const pages: string[] = [];
      let after: LabelledImpact['last'] = null;
      for (let i = 0; i < 10; i += 1) {
        const page: LabelledImpact = (await index.impact({ rootId: 'd:k1', pageSize: 2, after }))!;
        pages.push(...page.affected);
        after = page.last;
        if (!page.hasNextPage) break;
      }
      expect(pages).toEqual(whole);
    });

    test('there is no impact of what is not there, nor of a column of a job', async () => {
      expect(await index.impact({ rootId: 'd:nowhere' })).toBeNull();
      expect(await index.impact({ rootId: 'j:k12', column: 'x' })).toBeNull();
    });

    test('paths lead downstream from one vertex to another, shortest first', async () => {
      expect(await index.paths({ fromId: 'd:c1', toId: 'd:c3' })).toEqual({
        paths: ['d:c1 j:c12 d:c2 j:c23 d:c3'],
        edges: [4],
        hasMore: false,
        incomplete: false,
      });
      const diamond = (await index.paths({ fromId: 'd:m1', toId: 'd:m4' }))!;
      expect(diamond.paths.toSorted()).toEqual(['d:m1 j:ma d:m2 j:mc d:m4', 'd:m1 j:mb d:m3 j:mc d:m4']);
      expect(await index.paths({ fromId: 'd:m1', toId: 'd:m4', maxPaths: 1 })).toEqual({
        paths: [diamond.paths[0]],
        edges: [4],
        hasMore: true,
        incomplete: false,
      });
      expect(await index.paths({ fromId: 'd:x', toId: 'j:zz' })).toMatchObject({ paths: ['d:x j:zz', 'd:x j:x-feed d:x-hub j:zz'] });
    });

    test('there may be no path, and a vertex has none to itself', async () => {
      const none = { paths: [], edges: [], hasMore: false, incomplete: false };
      for (const [fromId, toId] of [
        ['d:c3', 'd:c1'],
        ['d:c1', 'd:m1'],
        ['d:y1', 'd:y1'],
        ['d:l-old', 'd:l-new'],
      ] as const) {
        expect(await index.paths({ fromId, toId })).toEqual(none);
      }
      expect(await index.paths({ fromId: 'd:c1', toId: 'd:nowhere' })).toBeNull();
      expect(await index.paths({ fromId: 'd:c1', toId: 'j:c12', toColumn: 'x' })).toBeNull();
    });

    test('paths of columns follow what is told of them, and jobs where nothing is', async () => {
      expect(await index.paths({ fromId: 'd:k1', fromColumn: 'key', toId: 'd:k5', toColumn: 'x' })).toEqual({
        paths: ['d:k1.key d:k2.id d:k3.id d:k5'],
        edges: [3],
        hasMore: false,
        incomplete: false,
      });
      expect(await index.paths({ fromId: 'd:k1', fromColumn: 'name', toId: 'd:k3', toColumn: 'id' })).toMatchObject({ paths: [] });
      expect((await index.paths({ fromId: 'd:k1', toId: 'd:k2', toColumn: 'id' }))!.paths.toSorted()).toEqual([
        'd:k1 d:k2',
        'd:k1 d:k2.id',
      ]);
      expect(await index.paths({ fromId: 'd:o', fromColumn: 'a', toId: 'd:o', toColumn: 'b' })).toMatchObject({ paths: ['d:o.a d:o.b'] });
    });

    test('there are no columns of a job or of what is not there', async () => {
      expect(await index.columnTrace({ datasetId: 'j:k12', column: null, direction: 'UPSTREAM' })).toBeNull();
      expect(await index.columnTrace({ datasetId: 'd:nowhere', column: null, direction: 'UPSTREAM' })).toBeNull();
    });
  });
}

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
const onFromK2 = ['2 d:k2.* d:k4.* j:k23 JOB_LEVEL', '2 d:k2.id d:k3.id j:k23 DIRECT', '3 d:k3.* d:k5.* j:k35 JOB_LEVEL'];
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
const hubJobs = Array.from({ length: 150 }, (_, i) => `j:hub-${String(i).padStart(3, '0')}`);
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
