import { runBusBench } from './bus/run-bus-bench.ts';
import { runGraphBench } from './graph/run-graph-bench.ts';
import { optionsUsage, readOptions, type BenchOptions } from './harness/options.ts';
import { Report } from './harness/report.ts';
import { runIngestBench } from './ingest/run-ingest-bench.ts';

type Suite = (report: Report, options: BenchOptions) => Promise<void>;

const suites: Readonly<Record<string, Suite>> = {
  bus: () => runBusBench(),
  ingest: runIngestBench,
  graph: runGraphBench,
};

const { suite: name, options } = readOptions(process.argv.slice(2));
const suite = Object.hasOwn(suites, name) ? suites[name] : undefined;
if (suite) {
  const report = new Report(name, options);
  await suite(report, options);
  await report.close();
} else {
  process.stderr.write(`Usage: npm run bench -- SUITE ${optionsUsage}, where SUITE is one of: ${Object.keys(suites).join(', ')}\n`);
  process.exitCode = 2;
}
