#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { hotpassTarget, runAudits, subscriptionAudits, type AuditResult, type Target } from './index.ts';

const usage = `usage: subscription-audit <url> [--target module] [--only id,id] [--burst count] [--json]

Audits a server of GraphQL subscriptions over WebSocket (graphql-transport-ws) and Server-Sent Events (graphql-sse).
A target is a module with \`export function target(url)\`; without one the server is taken for a Hotpass hub.`;

/** Exit code 1 when a MUST is not done, 2 when it was called wrongly. */
async function main(): Promise<void> {
  const options = {
    target: { type: 'string' },
    only: { type: 'string' },
    burst: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [url] = positionals;
  if (url === undefined || !URL.canParse(url)) {
    process.stderr.write(`${usage}\n`);
    process.exitCode = 2;
    return;
  }
  const only = values.only?.split(',');
  const audits = subscriptionAudits({ burst: Number(values.burst) }).filter(({ id }) => only === undefined || only.includes(id));
  const results = await runAudits(audits, await targetFor(url, values.target), values.json ? undefined : tell);
  if (values.json) process.stdout.write(`${JSON.stringify(results.map(summary))}\n`);
  if (results.some(({ audit, problem }) => problem !== null && audit.level === 'MUST')) process.exitCode = 1;
}

async function targetFor(url: string, module: string | undefined): Promise<Target> {
  if (module === undefined) return hotpassTarget(url);
  const { target } = (await import(pathToFileURL(module).href)) as { target: (url: string) => Target };
  return target(url);
}

function tell({ audit: { id, level, name }, problem, elapsedMs }: AuditResult): void {
  const verdict = problem === null ? 'ok  ' : level === 'MUST' ? 'FAIL' : 'warn';
  process.stdout.write(
    `${verdict} ${id.padEnd(7)} ${level.padEnd(6)} ${name} (${elapsedMs} ms)${problem === null ? '' : `\n       ${problem}`}\n`,
  );
}

function summary({ audit: { id, level, name }, problem, elapsedMs }: AuditResult): object {
  return { id, level, name, isOk: problem === null, problem, elapsedMs };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
