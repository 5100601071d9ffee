import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { z } from 'zod';
import { chosenChromium } from '../config.ts';
import { Child } from '../process/child.ts';
import { PageWatch } from './page-watch.ts';

/** How a person sees the app, and where it is. */
export interface PageOptions {
  /** Of the hub: paths given to `goto` stand below it, and no other host may be asked. */
  readonly url: string;
  readonly theme?: 'light' | 'dark';
  /** In CSS pixels; 1440 × 900 unless said. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
  readonly moreContrast?: boolean;
  readonly locale?: string;
  readonly timezone?: string;
  /** Device pixels of a CSS pixel; 2 is what 200 % zoom leaves sharp. */
  readonly scale?: number;
  readonly touch?: boolean;
}

const started = z.object({ endpoint: z.string(), pid: z.number() });

interface Opened {
  readonly context: BrowserContext;
  readonly watch: PageWatch;
}

/** One browser; every page has a context of its own: nothing is shared between two but the hub. */
export class TestBrowser implements AsyncDisposable {
  readonly #child: Child;
  readonly #browser: Browser;
  readonly #opened = new Map<BrowserContext, Opened>();
  /** Process id of the browser itself. */
  readonly pid: number;

  private constructor(child: Child, browser: Browser, pid: number) {
    this.#child = child;
    this.#browser = browser;
    this.pid = pid;
  }

  static async start(): Promise<TestBrowser> {
    const chosen = chosenChromium();
    const child = new Child({ program: 'packages/testkit/dist/browser/main.js', args: chosen === null ? [] : [chosen], detached: true });
    try {
      const { endpoint, pid } = started.parse(JSON.parse((await child.says(/^\{.*\}$/m))[0]));
      return new TestBrowser(child, await chromium.connect(endpoint), pid);
    } catch (error) {
      await child[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Process id of what ends the browser when this process is gone. */
  get keeperPid(): number {
    return this.#child.pid;
  }

  /** An empty page in a context of its own. */
  async page(options: PageOptions): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: options.url,
      viewport: options.viewport ?? { width: 1440, height: 900 },
      colorScheme: options.theme ?? 'light',
      reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
      forcedColors: options.forcedColors === true ? 'active' : 'none',
      contrast: options.moreContrast === true ? 'more' : 'no-preference',
      locale: options.locale ?? 'en-GB',
      timezoneId: options.timezone ?? 'UTC',
      deviceScaleFactor: options.scale ?? 1,
      hasTouch: options.touch ?? false,
      acceptDownloads: true,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(10_000);
    this.#opened.set(context, { context, watch: await PageWatch.of(context, options.url) });
    return context.newPage();
  }

  /** What has been seen in the context of a page. */
  watch(page: Page): PageWatch {
    const opened = this.#opened.get(page.context());
    if (opened === undefined) throw new Error('This page is closed, or of another browser.');
    return opened.watch;
  }

  /** Closes every page, for the end of a test. @throws with what went wrong in them and no test expected. */
  async closePages(): Promise<void> {
    const all = [...this.#opened.values()];
    this.#opened.clear();
    const problems = all.flatMap(({ watch }) => watch.problems);
    await Promise.all(all.map(({ context }) => context.close()));
    if (problems.length > 0) throw new Error(`The page reported ${problems.length} problems:\n${[...new Set(problems)].join('\n')}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]();
  }
}

/** Starts a browser; `await using` it. It ends with this process, however that ends. */
export function startTestBrowser(): Promise<TestBrowser> {
  return TestBrowser.start();
}
