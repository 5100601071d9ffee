import { existsSync } from 'node:fs';
import { fixturesFolder } from './config.ts';

/** The part of Jest's `test` that is needed; handed in, since programs outside Jest use testkit too. */
interface TestFunction {
  (name: string, run: () => Promise<void>): void;
  readonly skip: (name: string, run: () => Promise<void>) => void;
}

/** The folder of real events, or null when HOTPASS_FIXTURES names none. @throws Error when it names one that is not there. */
export function fixtures(): string | null {
  const folder = fixturesFolder();
  if (folder !== null && !existsSync(folder)) throw new Error(`HOTPASS_FIXTURES names ${folder}, which is not there.`);
  return folder;
}

/** A test on real events: skipped, with the reason in its name, when none are named; failing when they are named and absent. */
export function testWithFixtures(test: TestFunction, name: string, run: (folder: string) => Promise<void>): void {
  if (fixturesFolder() === null) {
    test.skip(`${name} (HOTPASS_FIXTURES names no folder)`, async () => undefined);
    return;
  }
  test(name, async () => run(fixtures() ?? ''));
}
