import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm run dev`: rebuilds on change (`tsc -b --watch`) and restarts the hub when what was built has changed
 * (`node --watch`). Ctrl-C ends both.
 */
const root = join(import.meta.dirname, '../..');

function run(command: string, args: readonly string[]): ChildProcess {
  return spawn(command, args, { cwd: root, stdio: 'inherit' });
}

const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
const children = [
  run('tsc', ['-b', '--watch', '--preserveWatchOutput']),
  run(process.execPath, ['--watch', '--watch-preserve-output', '--enable-source-maps', 'hub/dist/main.js']),
];
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => children.forEach((child) => child.kill(signal)));
for (const child of children) child.on('exit', () => children.forEach((other) => other.kill('SIGTERM')));
