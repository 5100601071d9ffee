import { ConfigError, createLogger, logCrashes, untilStopped, type Logger } from '@hotpass/server';
import { loadHubConfig, type HubConfig } from './config.ts';
import { Hub } from './hub.ts';
import { StartupError } from './startup-error.ts';
import { startingText, welcomeText } from './welcome.ts';

const shutdownLimitMs = 20_000;

/** One hub from its settings to its last signal. What a person can change is one sentence and exit code 1. */
export async function runHub(): Promise<void> {
  try {
    const config = loadHubConfig();
    await serve(config, createLogger('hub', config.HOTPASS_LOG_LEVEL));
  } catch (error) {
    if (!(error instanceof StartupError) && !(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

async function serve(config: HubConfig, logger: Logger): Promise<void> {
  logCrashes(logger);
  const stopped = untilStopped(logger);
  stopped.signal.addEventListener('abort', () => setTimeout(() => process.exit(1), shutdownLimitMs).unref());
  await using hub = await Hub.listen(config, logger);
  process.stdout.write(startingText(hub.url));
  const ready = hub.start().then(() => process.stdout.write(welcomeText(hub.url)));
  await Promise.race([ready, stopped.promise, hub.failed]);
  await Promise.race([stopped.promise, hub.failed]);
}
