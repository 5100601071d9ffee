import { databaseUrlSetting, loadConfig, logLevelSetting, loopbackHostSetting, portSetting } from '@hotpass/server';
import { resolve } from 'node:path';
import { z } from 'zod';

const hubSettings = z.object({
  HOTPASS_HOST: loopbackHostSetting(),
  HOTPASS_PORT: portSetting(4000),
  /** The embedded database and everything else a hub keeps. */
  HOTPASS_DATA_DIR: z
    .string()
    .default('.hotpass')
    .transform((directory) => resolve(directory)),
  /** This PostgreSQL 16 or newer instead of the embedded one. */
  DATABASE_URL: databaseUrlSetting().optional(),
  /** `allow` serves from a database that may lose what it acknowledged. For tests only. */
  HOTPASS_UNSAFE_DATABASE: z.enum(['allow', 'refuse']).default('refuse'),
  HOTPASS_LOG_LEVEL: logLevelSetting(),
});

export type HubConfig = z.infer<typeof hubSettings>;

/** @throws ConfigError naming every mistake. */
export function loadHubConfig(): HubConfig {
  return loadConfig(hubSettings);
}

const migrateSettings = z.object({ DATABASE_URL: databaseUrlSetting(), HOTPASS_LOG_LEVEL: logLevelSetting() });

/** @throws ConfigError naming every mistake. */
export function loadMigrateConfig(): z.infer<typeof migrateSettings> {
  return loadConfig(migrateSettings);
}
