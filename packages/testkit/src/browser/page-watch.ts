import type { BrowserContext, ConsoleMessage, Page, Request } from 'playwright-core';

/** Runs in the page: text, since nothing here knows the types of a page. */
const reportPolicy = `document.addEventListener('securitypolicyviolation', (event) =>
  reportError(new Error('Content-Security-Policy: ' + event.violatedDirective + ' refused ' + (event.blockedURI || event.sample))))`;

/** What went wrong in a page, and which of it a test expects. */
export class PageWatch {
  readonly #origin: string;
  readonly #seen: string[] = [];
  readonly #allowed: RegExp[] = [];
  readonly #requests: string[] = [];

  private constructor(origin: string) {
    this.#origin = origin;
  }

  /** Watches a context from its beginning. A request to another host than the hub's is a problem. */
  static async of(context: BrowserContext, origin: string): Promise<PageWatch> {
    const watch = new PageWatch(origin);
    context.on('console', (message) => watch.#heard(message));
    context.on('weberror', (error) => watch.#seen.push(`uncaught: ${error.error().stack ?? error.error().message}`));
    context.on('request', (request) => watch.#asked(request.url()));
    context.on('requestfailed', (request) => watch.#failed(request));
    context.on('page', (page) => watch.#follow(page));
    await context.addInitScript(reportPolicy);
    return watch;
  }

  /** What a test provokes on purpose is no problem. */
  allow(...patterns: readonly RegExp[]): void {
    this.#allowed.push(...patterns);
  }

  /** Problems that no test expected. */
  get problems(): string[] {
    return this.#seen.filter((problem) => !this.#allowed.some((pattern) => pattern.test(problem)));
  }

  /** Addresses asked for so far, sockets included. */
  get requests(): readonly string[] {
    return this.#requests;
  }

  #follow(page: Page): void {
    page.on('websocket', (socket) => this.#asked(socket.url()));
    page.on('crash', () => this.#seen.push('the page crashed'));
  }

  #heard(message: ConsoleMessage): void {
    if (message.type() === 'error') this.#seen.push(`console: ${message.text()} (${message.location().url})`);
  }

  #asked(address: string): void {
    this.#requests.push(address);
    const url = new URL(address);
    if (/^(data|blob|about|chrome-error):$/.test(url.protocol)) return;
    if (url.host !== new URL(this.#origin).host) this.#seen.push(`asked another host: ${address}`);
  }

  #failed(request: Request): void {
    const why = request.failure()?.errorText ?? 'unknown';
    // What a page no longer wants, it cancels: leaving a screen is no failure.
    if (why !== 'net::ERR_ABORTED') this.#seen.push(`failed: ${request.method()} ${request.url()} ${why}`);
  }
}
