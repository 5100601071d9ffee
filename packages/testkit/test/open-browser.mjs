import { startTestBrowser } from '../dist/index.js';

// Started by test-browser.test.ts, which kills it.
const browser = await startTestBrowser();
console.log(`browser ${browser.pid} keeper ${browser.keeperPid}`);
await new Promise(() => setInterval(() => undefined, 1_000));
