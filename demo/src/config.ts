import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Built files and sources lie equally deep, so both find the repository. */
export const hubEntry = join(root, 'hub/dist/main.js');
export const operationsFolder = join(root, 'operations');

/** Where a hub of the demo keeps its database, and the demo how far it got. Events of one's own get a hub of their own. */
export function dataDirectory(forOwnEvents: boolean): string {
  const named = process.env['HOTPASS_DATA_DIR'];
  if (named !== undefined && named !== '') return resolve(named);
  return join(root, '.hotpass', forOwnEvents ? 'demo-events' : 'demo');
}

/** The hub's environment: ours, with its directory, and quiet unless asked otherwise. */
export function hubEnvironment(directory: string): NodeJS.ProcessEnv {
  return { HOTPASS_LOG_LEVEL: 'warn', ...process.env, HOTPASS_DATA_DIR: directory };
}

/** npm runs scripts at the root; paths are meant from where the person stood. */
export function fromWhereTheyStood(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

/** One state for the hub of this directory, and one for each hub that was named by its address. */
export function stateFile(directory: string, url: string | null): string {
  return join(directory, url === null ? 'demo.json' : `demo-${new URL(url).host.replaceAll(/[^\w.-]/g, '-')}.json`);
}
