import { exitWithSentence } from '../process/exit-with-sentence.ts';
import { tracingConfig, type TracingConfig } from './config.ts';

/**
 * Runs a process with its traces exported, when an OTLP address is set; otherwise loads nothing for it. `run` has to
 * import what it runs: only modules that are loaded afterwards can be traced. At the end it sends what it still has.
 */
export async function withTracing(processName: string, run: () => Promise<void>): Promise<void> {
  let config: TracingConfig | null;
  try {
    config = tracingConfig(processName);
  } catch (error) {
    exitWithSentence(`${processName} does not start`, error);
    return;
  }
  if (config === null) {
    await run();
    return;
  }
  const { exportTraces } = await import('./export-traces.ts');
  const tracing = exportTraces(config);
  try {
    await run();
  } finally {
    await tracing[Symbol.asyncDispose]();
  }
}
