import { runBusBench } from './bus/run-bus-bench.ts';

const suites: Readonly<Record<string, () => Promise<void>>> = { bus: runBusBench };

const name = process.argv[2] ?? '';
const suite = suites[name];
if (suite) {
  await suite();
} else {
  process.stderr.write(`Usage: npm run bench -- SUITE, where SUITE is one of: ${Object.keys(suites).join(', ')}\n`);
  process.exitCode = 2;
}
