import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { PostgresHome } from './home.ts';
import { writeDurably } from './write-durably.ts';

/** The port of the last time when it is free, so that other tools find the database again; else any free one. */
export async function choosePort(home: PostgresHome): Promise<number> {
  const path = join(home.state, 'port');
  const remembered = Number(await readFile(path, 'utf8').catch(() => '0'));
  const port = (Number.isInteger(remembered) && remembered > 0 ? await freePort(remembered) : null) ?? (await freePort(0));
  if (port === null) throw new Error('The machine has no free port on 127.0.0.1.');
  if (port !== remembered) await writeDurably(path, `${port}\n`, 0o644);
  return port;
}

/** Null when it is taken. */
async function freePort(wanted: number): Promise<number | null> {
  const server = createServer();
  try {
    return await new Promise((resolve) => {
      server.once('error', () => resolve(null));
      server.listen(wanted, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : null);
      });
    });
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}
