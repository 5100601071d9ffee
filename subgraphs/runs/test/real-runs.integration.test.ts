import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { datasetId, datasetVersionId, pinnedVersionId, runId } from '@hotpass/kernel';
import { testWithFixtures } from '@hotpass/testkit';
import { runEvents } from './fixtures.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

/** What each scenario and edge case must be shown as, worked out from the events apart from the code under test. */
const expectedByFixture: Readonly<Record<string, Readonly<Record<string, ExpectedRun>>>> = JSON.parse(
  await readFile(new URL('expected/real-runs.json', import.meta.url), 'utf8'),
);

interface ExpectedRun {
  readonly state: string;
  readonly durationMs: number | null;
  readonly parent: string | null;
  readonly steps: number;
  readonly facets: readonly string[];
  readonly engine: readonly [name: string | null, version: string] | null;
  readonly externalQuery: string | null;
  readonly error: string | null;
  readonly code: readonly string[];
  /** By namespace and name. */
  readonly inputs: Readonly<Record<string, ExpectedUse>>;
  readonly outputs: Readonly<Record<string, ExpectedUse>>;
}

interface ExpectedUse {
  readonly versionText: string | null;
  readonly versionBasis: string | null;
  readonly writtenBy: string | null;
  readonly rowCount: number | null;
  readonly sizeBytes: number | null;
}

interface Edge {
  readonly node: { readonly id: string };
}

const edges = `(first: 100) { edges { node { id } version { id } versionText versionBasis writtenBy { openLineageRunId } statistics { rowCount sizeBytes } } }`;

const query = `query ($after: String) { runs(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { openLineageRunId state durationMs
  parent { openLineageRunId } steps { totalCount } facets { __typename name raw } processingEngine { name version } externalQuery { queryId } error { message }
  code { query sourceCode url } inputs${edges} outputs${edges} } } }`;

interface Run {
  readonly openLineageRunId: string;
  readonly facets: readonly { readonly __typename: string; readonly name: string; readonly raw: string }[];
  readonly code: Readonly<Record<'query' | 'sourceCode' | 'url', string | null>> | null;
  readonly inputs: { readonly edges: readonly Edge[] };
  readonly outputs: { readonly edges: readonly Edge[] };
}

async function allRuns(runs: RunsUnderTest): Promise<Run[]> {
  const found: Run[] = [];
  for (let after: string | null = null; ;) {
    const page = (await runs.ask(query, { after }))['runs'] as { nodes: Run[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    found.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return found;
    after = page.pageInfo.endCursor;
  }
}

function edgesOf(run: string, uses: Readonly<Record<string, ExpectedUse>>): object[] {
  return Object.entries(uses)
    .map(([dataset, use]) => {
      const [namespace, ...name] = dataset.split(' ');
      const id = datasetId(namespace!, name.join(' '));
      const { versionText, versionBasis, writtenBy, rowCount, sizeBytes } = use;
      return {
        node: { id },
        version: versionIdOf(id, run, use),
        ...{ versionText, versionBasis, writtenBy: writtenBy === null ? null : { openLineageRunId: writtenBy } },
        statistics: rowCount === null && sizeBytes === null ? null : { rowCount, sizeBytes },
      };
    })
    .toSorted((a, b) => (a.node.id < b.node.id ? -1 : 1));
}

function versionIdOf(dataset: string, run: string, use: ExpectedUse): { id: string } | null {
  if (use.versionBasis === 'TOLD') return { id: pinnedVersionId(dataset, use.versionText!) };
  const writer = use.versionBasis === 'WRITTEN' ? run : use.writtenBy;
  return writer === null ? null : { id: datasetVersionId(dataset, runId(writer)) };
}

const codeFields = { sql: 'query', sourceCode: 'sourceCode', sourceCodeLocation: 'url' } as const;

describe('the runs of', () => {
  for (const [fixture, expected] of Object.entries(expectedByFixture)) {
    testWithFixtures(test, fixture, async () => {
      await using runs = await startRuns();
      await runs.send(...runEvents(fixture));
      const found = new Map((await allRuns(runs)).map((run) => [run.openLineageRunId, run]));
      expect([...found.keys()].toSorted()).toEqual(Object.keys(expected).toSorted());
      for (const [id, run] of Object.entries(expected)) {
        const shown = found.get(id)!;
        expect(shown).toMatchObject({
          ...{ state: run.state, durationMs: run.durationMs, parent: run.parent === null ? null : { openLineageRunId: run.parent } },
          steps: { totalCount: run.steps },
          processingEngine: run.engine && { name: run.engine[0], version: run.engine[1] },
          externalQuery: run.externalQuery === null ? null : { queryId: run.externalQuery },
          error: run.error === null ? null : { message: run.error },
          inputs: { edges: edgesOf(id, run.inputs) },
          outputs: { edges: edgesOf(id, run.outputs) },
        });
        expect(shown.facets.map(({ name }) => name)).toEqual(run.facets);
        for (const [facet, field] of Object.entries(codeFields))
          expect((shown.code?.[field as 'url'] ?? null) !== null).toBe(run.code.includes(facet));
        for (const { raw } of shown.facets) expect(JSON.parse(raw)).toBeInstanceOf(Object);
      }
    });
  }
});
