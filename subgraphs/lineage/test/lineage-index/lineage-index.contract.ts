import { afterAll, beforeAll, describe } from '@jest/globals';
import { testColumnTraces } from './column-trace.contract.ts';
import { contractWorld } from './contract-world.ts';
import { testImpacts } from './impact.contract.ts';
import type { IndexUnderTest } from './index-under-test.ts';
import { testNeighbours } from './neighbours.contract.ts';
import { testPaths } from './paths.contract.ts';
import { testSlices } from './slice.contract.ts';

/** What every adapter of LineageIndex keeps to. */
export function testLineageIndex(name: string, start: () => Promise<IndexUnderTest>): void {
  describe(name, () => {
    let index: IndexUnderTest;

    beforeAll(async () => {
      index = await start();
      await index.load(contractWorld);
    });

    afterAll(async () => {
      await index[Symbol.asyncDispose]();
    });

    for (const part of [testSlices, testColumnTraces, testImpacts, testNeighbours, testPaths]) part(() => index);
  });
}
