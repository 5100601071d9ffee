import { z } from 'zod';

const postgresVariable = 'TESTKIT_POSTGRES';

const testPostgresSchema = z.strictObject({ url: z.string(), adminUrl: z.string(), template: z.string() });

/** The server that global setup started for this Jest run, and its migrated database. */
export type TestPostgres = z.infer<typeof testPostgresSchema>;

/** Hands the server to the workers of this run. */
export function publishTestPostgres(postgres: TestPostgres): void {
  process.env[postgresVariable] = JSON.stringify(postgres);
}

export function testPostgres(): TestPostgres {
  const text = process.env[postgresVariable];
  if (text === undefined) throw new Error('There is no test database: jest.config.js must name the global setup of @hotpass/testkit.');
  return testPostgresSchema.parse(JSON.parse(text));
}

/** The folder of real events (CONTRIBUTING says where they come from), or null when none is named. */
export function fixturesFolder(): string | null {
  const folder = process.env['HOTPASS_FIXTURES'];
  return folder === undefined || folder === '' ? null : folder;
}

/** The browser that tests are to use instead of the one from npm, or null when none is named. */
export function chosenChromium(): string | null {
  const path = process.env['HOTPASS_CHROMIUM'];
  return path === undefined || path === '' ? null : path;
}

/** The seed a property test is to be repeated with, or null when none is named. */
export function chosenSeed(): number | null {
  const seed = process.env['FC_SEED'];
  return seed === undefined || seed === '' ? null : Number(seed);
}

/** What a child inherits: nothing that configures a hub, its traces, a database client or Jest's Node. */
export function childEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(HOTPASS_|TESTKIT_|OTEL_|PG|NODE_OPTIONS$|DATABASE_URL$|JEST_)/.test(name));
  return { ...Object.fromEntries(own), ...settings };
}
