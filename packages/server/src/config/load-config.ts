import { z } from 'zod';
import { isLoopback } from './loopback.ts';

/** One or more settings are wrong; the message names every one of them and never a secret's value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Variables of ours that other programs of the project read, so that no process calls them unknown. */
const sharedVariables = new Set(['HOTPASS_FIXTURES', 'HOTPASS_CHROMIUM']);

/**
 * Parses the environment by one schema. Empty values count as unset, so `HOTPASS_PORT= npm start` works.
 * @throws ConfigError naming all mistakes together, unknown `HOTPASS_*` variables included.
 */
export function loadConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<z.ZodObject<Shape>> {
  const known = Object.keys(schema.shape);
  const given = Object.fromEntries(known.map((key) => [key, environment[key] === '' ? undefined : environment[key]]));
  const mistakes = Object.keys(environment)
    .filter((key) => key.startsWith('HOTPASS_') && !known.includes(key) && !sharedVariables.has(key))
    .map((key) => `${key} is not a setting of this program`);
  const parsed = schema.safeParse(given);
  if (!parsed.success) mistakes.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  if (mistakes.length > 0 || !parsed.success) throw new ConfigError(`Wrong settings: ${mistakes.join('; ')}.`);
  return parsed.data;
}

/** A TCP port; 0 lets the system choose. */
export function portSetting(fallback: number) {
  return z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number from 0 to 65535')
    .default(fallback);
}

/** Anything but loopback is refused until there is sign-in: whoever reaches the port is the local principal. */
export function loopbackHostSetting() {
  return z
    .string()
    .refine(isLoopback, 'must be a loopback address (127.0.0.1, ::1 or localhost), because there is no sign-in yet')
    .default('127.0.0.1');
}

/** A PostgreSQL connection string. */
export function databaseUrlSetting() {
  return z.string('must be set to a postgres:// address').regex(/^postgres(ql)?:\/\//, 'must be a postgres:// or postgresql:// address');
}

export function logLevelSetting() {
  return z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info');
}
