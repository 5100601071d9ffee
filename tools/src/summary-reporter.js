/** Jest reporter: ends a run with one line over all suites, `N passed, N failed` (`, N skipped` when there are any). */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    // A suite that does not even load has no tests to count, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.stderr.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  }
}
