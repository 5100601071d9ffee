import { runApiBench } from './api/run-api-bench.ts';
import { runBusBench } from './bus/run-bus-bench.ts';
import { runFanoutBench } from './fanout/run-fanout-bench.ts';
import { runGraphBench } from './graph/run-graph-bench.ts';
import { optionsUsage, readOptions, type BenchOptions } from './harness/options.ts';
import { Report } from './harness/report.ts';
import { runIngestBench } from './ingest/run-ingest-bench.ts';
import { runMemoryBench } from './memory/run-memory-bench.ts';
import { runSearchBench } from './search/run-search-bench.ts';
import { runWebBench } from './web/run-web-bench.ts';

type Suite = (report: Report, options: BenchOptions) => Promise<void>;

const suites: Readonly<Record<string, Suite>> = {
  bus: () => runBusBench(),
  ingest: runIngestBench,
  graph: runGraphBench,
  search: runSearchBench,
  api: runApiBench,
  fanout: runFanoutBench,
  memory: runMemoryBench,
  web: runWebBench,
};

/** Null, and a sentence for whoever typed it, when the arguments cannot be followed. */
function asked(): ReturnType<typeof readOptions> | null {
  try {
    const read = readOptions(process.argv.slice(2));
    if (Object.hasOwn(suites, read.suite)) return read;
    process.stderr.write(`Usage: npm run bench -- SUITE ${optionsUsage}, where SUITE is one of: ${Object.keys(suites).join(', ')}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  process.exitCode = 2;
  return null;
}

const request = asked();
const suite = request && suites[request.suite];
if (request && suite) {
  const report = new Report(request.suite, request.options);
  await suite(report, request.options);
  await report.close();
}
