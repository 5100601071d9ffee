import { parseOptions, usage, UsageError } from './options.ts';
import { runDemo } from './run-demo.ts';
import { stopSignal } from './stop-signal.ts';

async function main(): Promise<number> {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options.help) {
      process.stdout.write(usage);
      return 0;
    }
    return await runDemo(options, stopSignal());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

process.exitCode = await main();
