import {
  Child,
  startTestBrowser,
  startTestHub,
  temporaryDirectory,
  type Page,
  type PageOptions,
  type TestBrowser,
  type TestHub,
} from '@hotpass/testkit';

/** Both themes; the journeys that are told in each go through them. */
export const themes = ['light', 'dark'] as const;

export interface WebWorldOptions {
  /** Whether the hub knows the week of the demo world, which ended a minute ago. */
  readonly isTold?: boolean;
  /** On a database that flushes, for a hub that is killed. */
  readonly isDurable?: boolean;
}

/** One hub and one browser for the tests of a file. */
export class WebWorld implements AsyncDisposable {
  readonly hub: TestHub;
  readonly browser: TestBrowser;

  private constructor(hub: TestHub, browser: TestBrowser) {
    this.hub = hub;
    this.browser = browser;
  }

  static async start({ isTold = true, isDurable = false }: WebWorldOptions): Promise<WebWorld> {
    await using opening = new AsyncDisposableStack();
    const hub = opening.use(await startTestHub({ durable: isDurable }));
    const browser = opening.use(await startTestBrowser());
    if (isTold) await tellTheWeek(hub);
    opening.move();
    return new WebWorld(hub, browser);
  }

  /** A page of its own, at a path of the app. */
  async open(path: string, options: Omit<PageOptions, 'url'> = {}): Promise<Page> {
    const page = await this.browser.page({ ...options, url: this.hub.url });
    await page.goto(path);
    return page;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser[Symbol.asyncDispose]();
    await this.hub[Symbol.asyncDispose]();
  }
}

/** The demo's week, as `npm run demo -- --once --url` sends it. */
async function tellTheWeek(hub: TestHub): Promise<void> {
  await using directory = await temporaryDirectory();
  const end = new Date(Date.now() - 60_000).toISOString();
  const args = ['--once', '--url', hub.url, '--seed', '7', '--end', end];
  await using demo = new Child({ program: 'demo/dist/main.js', args, settings: { HOTPASS_DATA_DIR: directory.path } });
  const { code } = await demo.exited;
  if (code !== 0) throw new Error(`${demo.stdout}\n${demo.stderr}`);
  await hub.settle();
}
