import { writeSync } from 'node:fs';

/** Jest reporter: ends a run with one line over all suites, `N passed, N failed` (`, N skipped` when there are any). */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    // A suite that does not even load has no tests to count, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
    // Jest's own summary comes after its reporters', and this line is the last.
    process.once('exit', () => writeSync(2, line));
  }
}
