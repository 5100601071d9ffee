import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Starts a hub as npm does and waits: a signal to this process reaches nobody else. */
spawn(process.execPath, [fileURLToPath(new URL('../dist/main.js', import.meta.url)), '--follow-parent'], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
